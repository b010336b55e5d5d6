// All about one entity: posts over time, whom it appears with, the passages that name it.

import { KINDS, type Entity, type Kind } from "../model/data";
import { overlaps } from "../model/filters";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { kindWord, kindsWord, num, t } from "../ui/i18n";
import { dot, entityButton, facts, list, miss, range, section, timeline } from "./parts";
import { fromArchive } from "./archive";
import { passages } from "./passages";
import { review } from "./review";

function actions(context: Context, entity: Entity): Node {
  const { store } = context;
  const { state } = store;
  const ego = state.ego?.id === entity.id ? state.ego : null;
  const pinned = entity.id in state.pins;
  const around = (depth: number) => store.set({ ego: { id: entity.id, depth }, view: "net" });
  const pin = () => {
    const { [entity.id]: _, ...others } = state.pins;
    const place = context.placeOf(entity);
    store.set({ pins: pinned || !place ? others : { ...others, [entity.id]: place } });
  };
  return h(
    "div",
    { class: "actions", role: "group", "aria-label": entity.label },
    button(ego ? t("leaveEgo") : t("ego"), () => (ego ? store.set({ ego: null }) : around(1)), { "aria-pressed": String(!!ego) }),
    ego &&
      [1, 2, 3].map((depth) =>
        button(String(depth), () => around(depth), {
          "aria-pressed": String(ego.depth === depth),
          "aria-label": t("steps", { n: depth }),
          class: "step",
        }),
      ),
    button(pinned ? t("unpin") : t("pin"), pin, { "aria-pressed": String(pinned) }),
    button(t("hide"), () => store.set({ hidden: [...state.hidden, entity.id], focus: null })),
    button(t("compare"), () => {
      const [first, second] = state.compare;
      store.set({ view: "compare", compare: first && !second && first !== entity.id ? [first, entity.id] : [entity.id, null] });
    }),
    button(t("pathFrom"), () => store.set({ path: { from: entity.id, to: null }, focus: { path: true } })),
  );
}

function roles(context: Context, entity: Entity): Node | false {
  if (!entity.roles?.length) return false;
  const { state } = context.store;
  const dated = state.from !== null || state.to !== null;
  const held = dated ? entity.roles.filter((role) => (role.first || role.last) && overlaps(role, state)) : entity.roles;
  const items = [...held].sort((a, b) => (a.first ?? "9").localeCompare(b.first ?? "9") || b.count - a.count);
  const proof = (at: number) => {
    const evidence = items[at]?.evidence;
    return evidence ? context.network.proofs([evidence]) : [];
  };
  if (items.length === 0) return false;
  return section(
    t("roles"),
    h(
      "ol",
      { class: "roles" },
      items.map((role, at) => {
        const head = [
          h("span", { class: "name", lang: "zh-Hans" }, role.text),
          h("span", { class: "when" }, range(role.first, role.last) ?? t("undatedDay")),
          h("span", { class: "extra" }, t("stated", { n: role.count })),
        ];
        if (proof(at).length === 0) return h("li", {}, head);
        const inner = h("div", {});
        const details = h("details", {}, h("summary", {}, head), inner);
        details.addEventListener("toggle", () => inner.replaceChildren(passages(context, proof(at), [entity])), { once: true });
        return h("li", {}, details);
      }),
    ),
  );
}

function neighbours(context: Context, entity: Entity, kind: Kind): Node | false {
  const { network, store } = context;
  const merged = new Map<number, { other: Entity; weight: number; count: number }>();
  const { weights, counts } = context.passing();
  for (const { link, other } of network.around(entity.at)) {
    const weight = weights[link.at] ?? 0;
    if (other.kind !== kind || link.relation !== "co-mention" || weight === 0) continue;
    merged.set(other.at, { other, weight, count: counts[link.at] ?? 0 });
  }
  if (merged.size === 0) return false;
  const sorted = [...merged.values()].sort((a, b) => b.weight - a.weight || b.count - a.count || a.other.at - b.other.at);
  const items = sorted.map(({ other, weight, count }) => {
    const open = () => store.set({ focus: { link: [entity.id, other.id] } });
    const why = button(`${num(count)}`, open, {
      class: "count",
      title: `${t("together")} ${count}, ${t("weight")} ${num(weight)}`,
      "aria-label": `${entity.label}–${other.label}: ${t("passages")}, ${count}`,
    });
    return h("div", { class: "pair" }, entityButton(context, other), why);
  });
  return h("div", { class: "kind" }, h("h4", {}, kindsWord(kind), h("span", { class: "extra" }, num(items.length))), list(items, 6));
}

export function entityPanel(context: Context, entity: Entity): Node[] {
  const { network, store } = context;
  const days = (entity.days ?? []).map(([day, value]) => ({ day, value }));
  const all = network.meta.days ?? [];
  const span: [string, string] = [all[0]?.[0] ?? "", all.at(-1)?.[0] ?? ""];
  const passes = context.passing().mentions.has(entity.at);
  const aliases = (entity.aliases ?? []).map(({ name }) => name);
  return [
    h("p", { class: "kicker" }, dot(entity.kind), kindWord(entity.kind)),
    h("h2", { lang: "zh-Hans" }, entity.label),
    !passes && h("p", { class: "note" }, t("notShown")),
    facts([
      [t("mentions"), context.passing().mentions.get(entity.at) ?? entity.mentions],
      [t("articles"), entity.articles],
      [t("documents"), entity.documents],
      [t("dates"), range(entity.first, entity.last)],
      [t("home"), entity.attributes?.home],
      [t("aliases"), aliases.slice(0, 8).join("、")],
    ]),
    timeline(days, span, entity.kind),
    actions(context, entity),
    roles(context, entity),
    section(t("neighbours"), h("p", { class: "note small" }, t("byWeight")), miss(context), ...KINDS.map((kind) => neighbours(context, entity, kind))),
    section(t("passages"), passages(context, network.proofs(entity.evidence), [entity], entity.articles),
      fromArchive(context, (from) => context.served?.passages(from, entity.id) ?? Promise.resolve({ passages: [], all: 0 }), [entity])),
    context.served && review(context, entity),
    store.state.lang && h("p", { class: "note small" }, t("ask")),
  ].filter((part): part is HTMLElement => part instanceof Node);
}
