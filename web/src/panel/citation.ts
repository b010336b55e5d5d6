// A passage as it is cited, and the buttons that copy that or put the passage aside.

import type { Origin } from "../model/evidence";
import type { Context } from "../ui/context";
import { button, webAddress } from "../ui/dom";
import { t } from "../ui/i18n";

/** Where a passage stands, as words. */
export function whereOf({ headline, source, day, url, file, start, end }: Origin): string {
  const where = [headline && `《${headline}》`, source, day || t("undatedDay"), webAddress(url), file, t("offsets", { start: String(start), end: String(end) })];
  return where.filter(Boolean).join(", ");
}

/** Its words, where they stand, and the address of a view. */
export const citation = (origin: Origin, address: string) => `“${origin.text}” — ${whereOf(origin)}. ${address}`;

/** Buttons below a passage: copy its citation, put it aside. */
export function takeAway(context: Context, origin: Origin, names: string[]): HTMLElement[] {
  const { clips } = context;
  const copy = () => void navigator.clipboard?.writeText(citation(origin, location.href)).then(() => context.say(t("copied")));
  const aside = button("", () => {
    clips.toggle(origin, names, location.href);
    tell();
    context.say(t(clips.has(origin) ? "clipped" : "unclipped", { n: clips.all.length }));
  }, { class: "cite clip", title: t("clipNote") });
  const tell = () => {
    aside.textContent = t(clips.has(origin) ? "clippedHere" : "clip");
    aside.setAttribute("aria-pressed", String(clips.has(origin)));
  };
  tell();
  return [button(t("cite"), copy, { class: "cite", title: t("citeNote") }), aside];
}
