// The strongest way between two entities, step by step with its passages.

import type { Entity } from "../model/data";
import { strongest, type Way } from "../model/path";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { num, relationWord, t } from "../ui/i18n";
import { searchBox } from "../ui/search-box";
import { entityButton, facts, miss } from "./parts";
import { passages } from "./passages";

export function way(context: Context): Way | null {
  const { from, to } = context.store.state.path;
  const [a, b] = [from, to].map((id) => (id === null ? undefined : context.network.find(id)));
  return a && b && a !== b ? strongest(context.network, a.at, b.at, context.passing()) : null;
}

function end(context: Context, which: "from" | "to"): Node {
  const { store, network } = context;
  const id = store.state.path[which];
  const entity = id === null ? undefined : network.find(id);
  const pick = (chosen: Entity) =>
    store.set({ path: { ...store.state.path, [which]: chosen.id }, focus: { path: true } });
  return h(
    "div",
    { class: "end" },
    h("span", { class: "label" }, t(which)),
    searchBox(context, { label: `${t(which)}: ${t("choose")}`, value: entity?.label ?? "", pick, id: `path-${which}` }),
  );
}

export function wayPanel(context: Context): Node[] {
  const { network, store } = context;
  const { from, to } = store.state.path;
  const swap = button(t("swap"), () => store.set({ path: { from: to, to: from } }));
  const head = [
    h("p", { class: "kicker" }, t("path")),
    h("h2", {}, t("pathTitle")),
    h("div", { class: "picker" }, end(context, "from"), end(context, "to"), from && to && h("div", { class: "actions" }, swap)),
  ];
  if (!from || !to) return [...head, h("p", { class: "note" }, t("pathHint"))];
  const found = way(context);
  if (!found) return [...head, h("p", { class: "note" }, t("noPath")), miss(context)].filter((part) => part !== false);
  const steps = found.links.map((link, at) => {
    const ends = [found.nodes[at] ?? 0, found.nodes[at + 1] ?? 0].map((node) => network.node(node));
    const posts = (link.roles ?? []).map((role) => role.text).join("、");
    const proofs = network.proofs(link.evidence).slice(0, 1);
    const [a, b] = ends;
    const all = button(t("passages"), () => a && b && store.set({ focus: { link: [a.id, b.id] } }), { class: "quiet" });
    return h(
      "li",
      {},
      facts([[relationWord(link.relation), posts || `${t("weight")} ${num(link.weight)}`]]),
      passages(context, proofs, ends),
      all,
      b && entityButton(context, b),
    );
  });
  const start = network.node(found.nodes[0] ?? 0);
  return [
    ...head,
    h("p", { class: "note" }, t("pathFound", { n: found.links.length, length: num(found.length) })),
    entityButton(context, start),
    h("ol", { class: "way" }, steps),
  ];
}
