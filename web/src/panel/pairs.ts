// Officials and projects named together, the strongest first, each with its best sentence and day.

import type { Entity, Link } from "../model/data";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { num, t } from "../ui/i18n";
import { dot, grown, section } from "./parts";

export interface Pair {
  official: Entity;
  project: Entity;
  link: Link;
  count: number;
}

/** A link as one of an official with a project, if it is one. */
export function pairOf({ network, passing }: Context, link: Link): Pair | null {
  const [a, b] = [network.node(link.source), network.node(link.target)];
  const [official, project] = a.kind === "official" ? [a, b] : [b, a];
  const is = official.kind === "official" && project.kind === "project" && link.relation === "co-mention";
  return is ? { official, project, link, count: passing().counts[link.at] ?? 0 } : null;
}

/** The links of officials with projects that pass the filters, the strongest first. */
export function pairs(context: Context): Pair[] {
  const { links, weights } = context.passing();
  const found = links.flatMap((at) => pairOf(context, context.network.link(at)) ?? []);
  return found.sort((a, b) => (weights[b.link.at] ?? 0) - (weights[a.link.at] ?? 0) || b.count - a.count || a.link.at - b.link.at);
}

/** A pair with its clearest sentence and day, to open. */
export function pairButton({ network, store }: Context, { official, project, link, count }: Pair, told?: string): Node {
  const [proof] = network.proofs(link.evidence);
  const passage = network.passages[proof?.passages[0] ?? -1];
  const day = passage && network.dayOf(passage);
  return button(
    [
      h("span", { class: "both", lang: "zh-Hans" }, dot("official"), h("b", {}, official.label), dot("project"), h("b", {}, project.label),
        h("span", { class: "extra" }, told ?? num(count))),
      passage && h("span", { class: "sentence", lang: "zh-Hans" }, passage.text),
      day && h("span", { class: "extra" }, day),
    ],
    () => store.set({ focus: { link: [official.id, project.id] } }),
    { class: "found" },
  );
}

export function pairList(context: Context): Node | false {
  const all = pairs(context);
  if (all.length === 0) return false;
  return section(
    `${t("together2")} · ${num(all.length)}`,
    h("p", { class: "note small" }, t("byWeight")),
    grown(all, (pair) => pairButton(context, pair), 6, 24),
  );
}
