// One or two people: their posts and projects in lanes of days, and side by side what they share.

import { countOf, type Entity, type Link } from "../model/data";
import { proofsIn, originOf } from "../model/evidence";
import { laneKind, sharedDays, type OtherLane } from "../model/lanes";
import { grown, range } from "../panel/parts";
import { focusOn, type Context } from "./context";
import { button, h } from "./dom";
import { kindsWord, num, t } from "./i18n";
import { drawLanes } from "./lanes";
import { partly } from "./partly";
import { searchBox } from "./search-box";

export class Compare {
  readonly element = h("div", { class: "compare" });

  /** What it was drawn of: where that is the same it stays, with what was opened in it. */
  private drawnOf: unknown[] = [];

  constructor(private readonly context: Context) {}

  render(): void {
    const { context } = this;
    const { network, store } = context;
    const { compare } = store.state;
    const of = [compare, context.passing(), this.element.clientWidth];
    if (of.every((one, at) => one === this.drawnOf[at])) return;
    this.drawnOf = of;
    const [a, b] = compare;
    const people = compare.flatMap((id) => (id === null ? [] : (network.find(id) ?? [])));
    const tools = h("div", { class: "tools" }, this.picker(0), h("span", { "aria-hidden": "true" }, "×"), this.picker(1),
      a && b && button(t("swap"), () => store.set({ compare: [b, a] }), { class: "quiet" }));
    const missing = compare.filter((id) => id !== null && !network.find(id));
    const parts: (Node | false)[] = [tools, h("h2", { class: "unseen" }, t("compareTitle"))];
    if (people.length === 0) parts.push(h("p", { class: "note" }, t("compareHint")), this.proposals());
    else {
      const { element, lanes } = drawLanes(context, people, this.element.clientWidth);
      const [one, other] = people;
      parts.push(this.legend(people), element, one && other ? this.shared([one, other], lanes) : false, h("p", { class: "note small" }, t("laneNote")));
    }
    if (missing.length > 0) parts.push(h("p", { class: "note" }, t("missing", { id: missing.join(", ") })));
    const note = partly(context);
    if (note) parts.push(h("p", { class: "note small" }, note));
    const held = this.element.contains(document.activeElement) ? document.activeElement?.id : "";
    this.element.replaceChildren(...parts.filter((part) => part !== false));
    if (held) document.getElementById(held)?.focus();
  }

  private picker(at: 0 | 1): Node {
    const { store, network } = this.context;
    const { compare } = store.state;
    const id = compare[at];
    const label = t(at === 0 ? "firstOne" : "secondOne");
    const pick = (entity: Entity) => store.set({ compare: at === 0 ? [entity.id, compare[1]] : [compare[0], entity.id] });
    return searchBox(this.context, { id: `compare-${at}`, label, value: id ? (network.find(id)?.label ?? "") : "", pick });
  }

  /** Officials who share projects, to begin with. */
  private proposals(): Node {
    const { context } = this;
    const { network, store } = context;
    const { weights, mentions } = context.passing();
    const projects = (entity: Entity) => new Set(network.around(entity.at).flatMap(({ link, other }) => (other.kind === "project" && weights[link.at] ? [other.at] : [])));
    const officials = [...mentions].map(([at]) => network.node(at)).filter(({ kind }) => kind === "official");
    officials.sort((x, y) => (mentions.get(y.at) ?? 0) - (mentions.get(x.at) ?? 0) || x.at - y.at);
    const best = officials.slice(0, 40).map((entity) => ({ entity, near: projects(entity) }));
    const found = best.flatMap((x, at) => best.slice(at + 1).map((y) => ({ pair: [x.entity, y.entity] as const, shared: [...x.near].filter((one) => y.near.has(one)).length })));
    const sorted = found.filter(({ shared }) => shared > 0).sort((x, y) => y.shared - x.shared).slice(0, 6);
    return h("div", { class: "list" }, sorted.map(({ pair: [x, y], shared }) =>
      button([h("span", { lang: "zh-Hans" }, `${x.label} × ${y.label}`), h("span", { class: "extra" }, t("sharedProjects", { n: shared }))],
        () => store.set({ compare: [x.id, y.id] }), { class: "row" })));
  }

  private legend(people: Entity[]): Node {
    const which = ["first", "second"] as const;
    return h("p", { class: "who" }, people.map((person, at) =>
      h("span", {}, h("i", { class: `spot ${which[at]}`, "aria-hidden": "true" }),
        button(person.label, () => focusOn(this.context, { entity: person.id }), { class: "inline", lang: "zh-Hans" }),
        person.roles?.[0] && h("span", { class: "role", lang: "zh-Hans" }, person.roles[0].text))));
  }

  /** What both share: how often, when, and the clearest sentence of each. */
  private shared([a, b]: [Entity, Entity], lanes: OtherLane[]): Node {
    const { context } = this;
    const { network, store } = context;
    const both = lanes.filter(({ links }) => links.every((link) => link !== null));
    const link = network.between(a.at, b.at).find(({ relation, at }) => relation === "co-mention" && context.passing().weights[at]);
    const days = sharedDays(network, store.state, [a, b]);
    const cell = (person: Entity, other: Entity, link: Link | null) => {
      if (!link) return h("p", { class: "note" }, "–");
      const proofs = proofsIn(network, network.proofs(link.evidence), store.state);
      const origin = proofs[0] && originOf(network, proofs[0]);
      const count = context.passing().counts[link.at] || countOf(link, "article");
      return button([
        h("span", { class: "both" }, h("b", { lang: "zh-Hans" }, person.label), h("span", { class: "extra" }, num(count)), h("span", { class: "extra" }, range(link.first, link.last) ?? t("undatedDay"))),
        origin && h("span", { class: "sentence", lang: "zh-Hans" }, origin.text),
      ], () => focusOn(context, { link: [person.id, other.id] }), { class: "found" });
    };
    const item = ({ other, links }: OtherLane) => h("div", { class: "shared" },
      h("h4", {}, button(other.label, () => focusOn(context, { entity: other.id }), { class: "inline", lang: "zh-Hans" })),
      h("div", { class: "sides" }, cell(a, other, links[0] ?? null), cell(b, other, links[1] ?? null)));
    const kind = kindsWord(laneKind([a, b]));
    return h("section", { class: "side-by-side" },
      h("h3", {}, t("inCommon")),
      h("p", { class: "note" }, t("commonNote", { kind, n: both.length, days: days.length, articles: link ? context.passing().counts[link.at] ?? 0 : 0 })),
      link ? h("div", { class: "shared" }, h("h4", {}, t("bothNamed")), cell(a, b, link)) : h("p", { class: "note" }, t("neverTogether")),
      grown(both, item, 8, 24));
  }
}
