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

/** The links of officials with projects that pass the filters, the strongest first. */
export function pairs(context: Context): Pair[] {
  const { network } = context;
  const { links, weights, counts } = context.passing();
  const found: Pair[] = [];
  for (const at of links) {
    const link = network.link(at);
    const [a, b] = [network.node(link.source), network.node(link.target)];
    if (link.relation !== "co-mention") continue;
    const pair = a.kind === "official" && b.kind === "project" ? [a, b] : b.kind === "official" && a.kind === "project" ? [b, a] : null;
    const [official, project] = pair ?? [];
    if (official && project) found.push({ official, project, link, count: counts[at] ?? 0 });
  }
  return found.sort((a, b) => (weights[b.link.at] ?? 0) - (weights[a.link.at] ?? 0) || b.count - a.count || a.link.at - b.link.at);
}

export function pairList(context: Context): Node | false {
  const { network, store } = context;
  const all = pairs(context);
  if (all.length === 0) return false;
  const item = ({ official, project, link, count }: Pair) => {
    const [proof] = network.proofs(link.evidence);
    const passage = network.passages[proof?.passages[0] ?? -1];
    const day = passage && network.dayOf(passage);
    return button(
      [
        h("span", { class: "both", lang: "zh-Hans" }, dot("official"), h("b", {}, official.label), dot("project"), h("b", {}, project.label),
          h("span", { class: "extra" }, num(count))),
        passage && h("span", { class: "sentence", lang: "zh-Hans" }, passage.text),
        day && h("span", { class: "extra" }, day),
      ],
      () => store.set({ focus: { link: [official.id, project.id] } }),
      { class: "found" },
    );
  };
  return section(
    `${t("together2")} · ${num(all.length)}`,
    h("p", { class: "note small" }, t("byWeight")),
    grown(all, item, 6, 24),
  );
}
