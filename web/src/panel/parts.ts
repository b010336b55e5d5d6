// Pieces that several panels share.

import type { Entity } from "../model/data";
import { focusOn, type Context } from "../ui/context";
import { button, h, svg } from "../ui/dom";
import { kindWord, num, t } from "../ui/i18n";
import { partly } from "../ui/partly";

export const dot = (kind: string) => h("i", { class: `dot ${kind}`, "aria-hidden": "true" });

/** An entity to open. */
export function entityButton(context: Context, entity: Entity, extra?: Node | string): HTMLButtonElement {
  const roles = entity.roles?.[0]?.text;
  return button(
    [
      dot(entity.kind),
      h("span", { class: "name", lang: "zh-Hans" }, entity.label),
      roles && h("span", { class: "role", lang: "zh-Hans" }, roles),
      extra && h("span", { class: "extra" }, extra),
    ],
    () => focusOn(context, { entity: entity.id }),
    { class: "row", title: `${kindWord(entity.kind)} ${entity.label}` },
  );
}

export function facts(pairs: [string, string | number | null | undefined, string?][]): Node {
  return h(
    "dl",
    { class: "facts" },
    pairs
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value, note]) =>
        h("div", { title: note }, h("dt", {}, name), h("dd", {}, typeof value === "number" ? num(value) : value)),
      ),
  );
}

/** That the answer is one of a page which does not hold everything. */
export function miss(context: Context): HTMLElement | false {
  const note = partly(context);
  return note !== false && h("p", { class: "note miss" }, note);
}

export function section(title: string, ...content: (Node | null | false)[]): Node {
  return h("section", {}, h("h3", {}, title), content);
}

/** A list that shows its first items and the rest on request. */
export function list(items: Node[], first: number): Node {
  const box = h("div", { class: "list" }, items.slice(0, first));
  const rest = items.slice(first);
  if (rest.length > 0) {
    const more = button(t("more", { n: rest.length }), () => more.replaceWith(...rest), { class: "quiet" });
    box.append(more);
  }
  return box;
}

/** A list made as it is asked for: the first items, then more at a time. */
export function grown<T>(all: T[], make: (item: T) => Node, first: number, step: number): Node {
  const box = h("div", { class: "list" });
  const add = (from: number, many: number) => {
    const upto = Math.min(all.length, from + many);
    box.append(...all.slice(from, upto).map(make));
    if (upto === all.length) return;
    const more = button(t("more", { n: Math.min(step, all.length - upto) }), () => {
      more.remove();
      add(upto, step);
    }, { class: "quiet" });
    box.append(more);
  };
  add(0, first);
  return box;
}

export const range = (first?: string, last?: string) =>
  first === undefined ? null : first === last || last === undefined ? first : `${first} – ${last}`;

/** Days as bars along the time of the whole graph. */
export function timeline(days: { day: string; value: number }[], span: [string, string], kind: string): Node | null {
  if (days.length === 0) return null;
  const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const [start, end] = [time(span[0]), time(span[1])];
  const most = Math.max(...days.map((day) => day.value));
  const x = (day: string) => (end > start ? ((time(day) - start) / (end - start)) * 296 + 2 : 150);
  return svg(
    "svg",
    { class: "timeline", viewBox: "0 0 300 34", role: "img", "aria-label": days.map((d) => `${d.day}: ${d.value}`).join(", ") },
    svg("line", { x1: 0, x2: 300, y1: 33.5, y2: 33.5, class: "axis" }),
    days.map(({ day, value }) => {
      const height = 4 + (26 * value) / most;
      return svg("rect", { x: x(day) - 1.5, width: 3, y: 33 - height, height, class: kind }, svg("title", {}, `${day}: ${value}`));
    }),
  );
}
