// All about one link: how strong it is by every measure, and each passage behind it.

import { countOf, type Entity, type Link } from "../model/data";
import type { Context } from "../ui/context";
import { h } from "../ui/dom";
import { num, relationWord, scopeWord, t } from "../ui/i18n";
import { entityButton, facts, miss, range, section, timeline } from "./parts";
import { passages } from "./passages";

/** The figures and passages of the links between two entities, strongest scope first. */
export function evidence(context: Context, links: Link[], ends: Entity[]): Node[] {
  const { network } = context;
  const all = network.meta.days ?? [];
  const span: [string, string] = [all[0]?.[0] ?? "", all.at(-1)?.[0] ?? ""];
  return links.map((link) => {
    if (link.relation === "post") {
      const roles = (link.roles ?? []).map((role) =>
        h("li", {}, h("span", { class: "name", lang: "zh-Hans" }, role.text),
          h("span", { class: "when" }, range(role.first, role.last) ?? t("undatedDay")),
          h("span", { class: "extra" }, t("stated", { n: role.count }))),
      );
      return section(relationWord("post"), h("ol", { class: "roles" }, roles), passages(context, network.proofs(link.evidence), ends));
    }
    const days = (link.days ?? []).map(([day, , , , value]) => ({ day, value }));
    const counts = (["sentence", "paragraph", "article"] as const)
      .map((scope) => `${num(countOf(link, scope))} ${scopeWord(scope)}`)
      .join(" · ");
    return section(
      relationWord("co-mention"),
      facts([
        [t("together"), counts],
        [t("weight"), link.weight, network.meta.damping ? t("weightNote") : undefined],
        ["NPMI", link.npmi, t("npmiNote")],
        ["G²", link.g2, t("g2Note")],
        ["Jaccard", link.jaccard, t("jaccardNote")],
        ["p", link.p, t("pNote")],
        [t("dates"), range(link.first, link.last)],
      ]),
      timeline(days, span, "both"),
      passages(context, network.proofs(link.evidence), ends, context.passing().counts[link.at] || countOf(link, "article")),
    );
  });
}

export function linkPanel(context: Context, a: Entity, b: Entity): Node[] {
  const links = context.network.between(a.at, b.at);
  return [
    h("p", { class: "kicker" }, t("links")),
    h("h2", { class: "unseen", lang: "zh-Hans" }, `${a.label} × ${b.label}`),
    h("div", { class: "ends" }, entityButton(context, a), entityButton(context, b)),
    ...(links.length > 0 ? evidence(context, links, [a, b]) : [h("p", { class: "note" }, t("noLink")), miss(context)].filter((part) => part !== false)),
    h("p", { class: "note small" }, t("ask")),
  ];
}
