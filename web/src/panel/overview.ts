// What the graph holds, shown while nothing is chosen.

import { KINDS } from "../model/data";
import type { Context } from "../ui/context";
import { h } from "../ui/dom";
import { kindsWord, num, t } from "../ui/i18n";
import { newsLine } from "./news";
import { pairList } from "./pairs";
import { entityButton, facts, list, miss, range, section } from "./parts";

export function overviewPanel(context: Context): Node[] {
  const { network } = context;
  const passing = context.passing();
  const days = network.meta.days ?? [];
  const top = KINDS.map((kind) => {
    const nodes = passing.nodes.map((at) => network.node(at)).filter((node) => node.kind === kind);
    const of = (at: number) => passing.mentions.get(at) ?? 0;
    nodes.sort((a, b) => of(b.at) - of(a.at) || a.at - b.at);
    if (nodes.length === 0) return false;
    const items = nodes.slice(0, 40).map((node) => entityButton(context, node, num(of(node.at))));
    return section(t("topOf", { kind: kindsWord(kind) }), list(items, 6));
  });
  return [
    h("p", { class: "kicker" }, t("overview")),
    h("h2", {}, t("tagline")),
    facts([
      [t("documents"), network.documents.length],
      [t("namingArticles"), network.meta.articles],
      [t("entities"), network.total.nodes],
      [t("links"), network.total.links],
      [t("dates"), range(days[0]?.[0], days.at(-1)?.[0])],
    ]),
    miss(context),
    newsLine(context),
    pairList(context),
    ...top,
    h("p", { class: "note small" }, t("ask")),
  ].filter((part): part is HTMLElement => part instanceof Node);
}
