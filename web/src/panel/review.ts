// Corrections of a name wherever it stands: what is decided goes to the decisions file, and the graph is derived again.

import { KINDS, type Entity } from "../model/data";
import type { Action, Decision } from "../model/served";
import type { Context } from "../ui/context";
import { h } from "../ui/dom";
import { kindsWord, kindWord, t } from "../ui/i18n";
import { searchBox } from "../ui/search-box";
import { changed, decider, side } from "./deciding";

const ACTIONS: Action[] = ["merge", "split", "rename", "retype", "block", "keep"];

/** Both sides of a merge, and how much it joins. */
export function preview(context: Context, a: Entity, b: Entity): HTMLElement {
  const { network } = context;
  const near = (entity: Entity) => new Set(network.around(entity.at).map(({ other }) => other.at));
  const [here, there] = [near(a), near(b)];
  const shared = [...here].filter((at) => there.has(at)).length;
  return h("div", { class: "preview" },
    h("div", { class: "sides" }, side(a, here.size), side(b, there.size)),
    h("p", { class: "note" }, t("joins", { kind: kindsWord(a.kind), articles: a.articles + b.articles, shared })));
}

export function review(context: Context, entity: Entity): Node | false {
  const { served, network } = context;
  if (!served?.decisions) return false;
  let action: Action = "merge";
  let into: Entity | null = null;
  const shown = h("div", { class: "shown" });
  const select = h("select", { "aria-label": t("review") }, ACTIONS.map((one) => h("option", { value: one }, t(one))));
  // Only what it can be joined with is offered.
  const pick = (chosen: Entity) => {
    into = chosen;
    shown.replaceChildren(...(chosen === entity ? [] : [preview(context, entity, chosen)]));
  };
  const other = searchBox(context, { id: "review-into", label: t("merge"), only: entity.kind, pick });
  const name = h("input", { type: "text", "aria-label": t("rename"), value: entity.name });
  const kind = h("select", { "aria-label": t("retype") }, KINDS.filter((one) => one !== entity.kind).map((one) => h("option", { value: one }, kindWord(one))));
  const second = h("input", { type: "text", "aria-label": t("splitInto"), placeholder: t("splitInto") });
  const where = h("input", { type: "text", "aria-label": t("where"), placeholder: t("where") });
  const note = h("input", { type: "text", placeholder: t("note"), "aria-label": t("note"), class: "why" });
  const fields = h("div", { class: "fields" });
  const size = () => h("div", { class: "preview" }, side(entity, new Set(network.around(entity.at).map((one) => one.other.at)).size));
  const layOut = () => {
    action = ACTIONS.find((one) => one === select.value) ?? "merge";
    const all: Record<Action, HTMLElement[]> = { merge: [other], split: [second, where], rename: [name], retype: [kind], block: [], keep: [] };
    fields.replaceChildren(...all[action]);
    shown.replaceChildren(...(action === "merge" ? (into ? [preview(context, entity, into)] : []) : [size()]));
  };
  select.addEventListener("change", layOut);
  layOut();
  const decision = (): Decision | null => {
    const value = { merge: into?.label ?? "", split: second.value.trim(), rename: name.value.trim(), retype: kind.value, block: "", keep: "" }[action];
    if (action === "merge" && value === "") return null;
    return { action, kind: entity.kind, name: entity.label, value, condition: action === "split" ? where.value.trim() : "", note: note.value.trim() };
  };
  return h(
    "section",
    { class: "review" },
    h("h3", {}, t("review")),
    h("p", { class: "note small" }, t("reviewNote", { file: served.decisions })),
    h("div", { class: "form" }, select, fields, shown, note, decider(context, decision, () => context.store.set({ focus: { desk: true } }))),
    changed(),
  );
}
