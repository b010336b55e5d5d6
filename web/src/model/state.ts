// What the user has chosen, as one value; every change makes a new one, so that each can be undone.

import { KINDS, type Kind, type Relation, type Scope } from "./data";

/** From the first of some days to the last. */
export type Days = readonly [string, string];

/** What the panel tells of. A link may be narrowed to some days; a post is looked at with one who held it. */
export type Focus =
  | { entity: string }
  | { link: [string, string]; on?: Days }
  | { post: string; by: string }
  | { path: true }
  | { text: string }
  | { ask: string }
  | { desk: true }
  | { clips: true }
  | { news: true }
  | null;

/** The entities that are looked at. */
export function idsOf(focus: Focus): string[] {
  if (focus && "entity" in focus) return [focus.entity];
  if (focus && "post" in focus) return [focus.by];
  return focus && "link" in focus ? focus.link : [];
}

export const VIEWS = ["net", "matrix", "names", "compare"] as const;
export type View = (typeof VIEWS)[number];

export interface State {
  lang: "zh" | "en";
  view: View;
  kinds: readonly Kind[];
  relations: readonly Relation[];
  /** The stretch of text both ends of a link must share. */
  scope: Scope;
  minWeight: number;
  minCount: number;
  minMentions: number;
  from: string | null;
  to: string | null;
  community: number | null;
  colour: "kind" | "community";
  /** The most links drawn at once. */
  limit: number;
  /** Officials and projects alone are drawn, where they make a picture, or all kinds. */
  draw: "subject" | "all";
  /** Whether small groups are drawn, and entities tied to everything. */
  small: boolean;
  hubs: boolean;
  focus: Focus;
  ego: { id: string; depth: number } | null;
  path: { from: string | null; to: string | null };
  /** Those that stand side by side. */
  compare: readonly [string | null, string | null];
  hidden: readonly string[];
  pins: Readonly<Record<string, readonly [number, number]>>;
  rows: Kind;
  columns: Kind;
}

/** More links than this are drawn only when asked for. */
export const LIMIT = 600;

export function initial(lang: State["lang"]): State {
  return {
    lang,
    view: "net",
    kinds: KINDS.filter((kind) => kind !== "person"),
    relations: ["co-mention", "post"],
    scope: "article",
    minWeight: 0,
    minCount: 1,
    minMentions: 1,
    from: null,
    to: null,
    community: null,
    colour: "kind",
    limit: LIMIT,
    draw: "subject",
    small: false,
    hubs: true,
    focus: null,
    ego: null,
    path: { from: null, to: null },
    compare: [null, null],
    hidden: [],
    pins: {},
    rows: "official",
    columns: "project",
  };
}

type Listener = (now: State, before: State) => void;

export class Store {
  private past: State[] = [];
  private future: State[] = [];
  private readonly listeners: Listener[] = [];
  private lastKey = "";
  private lastTime = 0;
  /** Whether the last change goes on with the one before, as a slider's do, or came from the address. */
  goesOn = false;

  constructor(private current: State) {}

  get state(): State {
    return this.current;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Changes some choices. Changes of the same ones in quick succession (a slider) are undone as one. */
  set(change: Partial<State>): void {
    const key = Object.keys(change).sort().join();
    const quick = key === this.lastKey && Date.now() - this.lastTime < 600 && key !== "focus";
    this.goesOn = quick;
    if (!quick) this.past.push(this.current);
    if (this.past.length > 200) this.past.shift();
    this.future = [];
    this.lastKey = key;
    this.lastTime = Date.now();
    this.go({ ...this.current, ...change });
  }

  /** Takes a state from elsewhere, such as an address. */
  replace(state: State): void {
    // The address it came from stands in the browser's history already.
    this.goesOn = true;
    this.lastKey = "";
    this.past.push(this.current);
    this.go(state);
  }

  undo(): void {
    const before = this.past.pop();
    if (!before) return;
    this.future.push(this.current);
    this.goesOn = false;
    this.lastKey = "";
    this.go({ ...before, lang: this.current.lang });
  }

  redo(): void {
    const after = this.future.pop();
    if (!after) return;
    this.past.push(this.current);
    this.goesOn = false;
    this.lastKey = "";
    this.go({ ...after, lang: this.current.lang });
  }

  private go(state: State): void {
    const before = this.current;
    this.current = state;
    for (const listener of this.listeners) listener(state, before);
  }
}
