// What every part of the page may use.

import type { Clippings } from "../model/clippings";
import type { Communities } from "../model/communities";
import type { Entity, Network } from "../model/data";
import type { Shown } from "../model/choice";
import type { Before } from "../model/news";
import type { Passing } from "../model/filters";
import type { Search } from "../model/search";
import type { Focus, Store } from "../model/state";
import type { Served } from "../model/served";

export interface Context {
  network: Network;
  store: Store;
  readonly search: Search;
  /** Computed when first asked for. */
  communities(): Communities;
  /** What passes the filters now: the answers are from this. */
  passing(): Passing;
  /** What of it is drawn. */
  shown(): Shown;
  /** Passages put aside. */
  readonly clips: Clippings;
  /** The build looked at before this one, or a file that was chosen. */
  before: Before | null;
  /** The server behind the page, if there is one. */
  served: Served | null;
  /** Where an entity stands in the picture, if it does. */
  placeOf(entity: Entity): [number, number] | null;
  say(message: string): void;
  /** Shows the graph anew, after another was put in its place. */
  renew(): void;
  /** Shows the panel anew. */
  renewPanel(): void;
  /** Moves the keyboard's focus to the panel. */
  enter(): void;
}

export const focusOn = (context: Context, focus: Focus) => context.store.set({ focus });
