// All about one link: how strong it is by every measure, and each passage behind it.

import { countOf, type Entity, type Link } from "../model/data";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { relationWord, t } from "../ui/i18n";
import { fromArchive } from "./archive";
import { entityButton, facts, miss, range, section, timeline } from "./parts";
import { passages } from "./passages";

/** How often and how close together two are named, in words. */
function times(link: Link): string {
  const [sentences, paragraphs, articles] = (["sentence", "paragraph", "article"] as const).map((scope) => countOf(link, scope));
  const all = articles === 1 ? t("onceTogether") : t("times", { articles: articles ?? 0 });
  const near = sentences ? t("timesSentence", { sentences, paragraphs: paragraphs ?? 0 })
    : paragraphs ? t("timesParagraph", { paragraphs }) : t("timesArticle");
  return `${all}${t("comma")}${near}`;
}

const all = ({ served }: Context, from: number, ends: Entity[]) => {
  const [a, b] = ends;
  return served && a ? served.passages(from, a.id, b?.id) : Promise.resolve({ passages: [], all: 0 });
};

/** The figures and passages of the links between two entities, strongest scope first. */
export function evidence(context: Context, links: Link[], ends: Entity[]): Node[] {
  const { network } = context;
  const dated = network.meta.days ?? [];
  const span: [string, string] = [dated[0]?.[0] ?? "", dated.at(-1)?.[0] ?? ""];
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
    return section(
      relationWord("co-mention"),
      h("p", { class: "times" }, times(link)),
      facts([[t("dates"), range(link.first, link.last)]]),
      h("details", { class: "measures" }, h("summary", {}, t("measures")), facts([
        [t("weight"), link.weight, network.meta.damping ? t("weightNote") : undefined],
        ["NPMI", link.npmi, t("npmiNote")],
        ["G²", link.g2, t("g2Note")],
        ["Jaccard", link.jaccard, t("jaccardNote")],
        ["p", link.p, t("pNote")],
      ])),
      timeline(days, span, "both"),
      passages(context, network.proofs(link.evidence), ends, context.passing().counts[link.at] || countOf(link, "article")),
      fromArchive(context, (from) => all(context, from, ends), ends),
    );
  });
}

export function linkPanel(context: Context, a: Entity, b: Entity): Node[] {
  const links = context.network.between(a.at, b.at);
  return [
    h("p", { class: "kicker" }, t("links")),
    h("h2", { class: "unseen", lang: "zh-Hans" }, `${a.label} × ${b.label}`),
    h("div", { class: "ends" }, entityButton(context, a), entityButton(context, b)),
    ...(a.kind === b.kind ? [h("div", { class: "actions" }, button(t("compareTitle"), () => context.store.set({ view: "compare", compare: [a.id, b.id] })))] : []),
    ...(links.length > 0 ? evidence(context, links, [a, b]) : [h("p", { class: "note" }, t("noLink")), miss(context)].filter((part) => part !== false)),
    h("p", { class: "note small" }, t("ask")),
  ];
}
