// Corrections, when the page is served: what is decided goes to the decisions file, and all is built again.

import { KINDS, type Entity } from "../model/data";
import type { Decision } from "../model/served";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { kindWord, num, t } from "../ui/i18n";
import { searchBox } from "../ui/search-box";

const ACTIONS = ["merge", "rename", "retype", "block"] as const;

export function review(context: Context, entity: Entity): Node | false {
  const { served } = context;
  if (!served?.decisions) return false;
  let action: Decision["action"] = "merge";
  let into: Entity | null = null;
  const select = h("select", { "aria-label": t("review") }, ACTIONS.map((one) => h("option", { value: one }, t(one))));
  const other = searchBox(context, { id: "review-into", label: t("merge"), pick: (chosen) => (into = chosen) });
  const name = h("input", { type: "text", "aria-label": t("rename"), value: entity.name });
  const kind = h("select", { "aria-label": t("retype") }, KINDS.filter((one) => one !== entity.kind).map((one) => h("option", { value: one }, kindWord(one))));
  const note = h("input", { type: "text", placeholder: t("note"), "aria-label": t("note") });
  const token = h("input", { type: "password", placeholder: t("token"), "aria-label": t("token"), value: served.token });
  const told = h("div", { class: "told", role: "status" });
  const fields = h("div", { class: "fields" });
  const layOut = () => {
    action = ACTIONS.find((one) => one === select.value) ?? "merge";
    const field = { merge: other, rename: name, retype: kind, block: null }[action];
    fields.replaceChildren(...(field ? [field] : []));
  };
  select.addEventListener("change", layOut);
  layOut();
  const names = (label: string, list: string[]) =>
    list.length > 0 &&
    h("p", {}, h("b", {}, `${num(list.length)} ${label}`), " ", h("span", { lang: "zh-Hans" }, list.slice(0, 30).join("、"), list.length > 30 && "…"));
  const decide = async () => {
    const value = { merge: into?.label ?? "", rename: name.value.trim(), retype: kind.value, block: "" }[action];
    served.token = token.value.trim();
    go.disabled = true;
    told.replaceChildren(t("working"));
    try {
      const change = await served.decide({ action, kind: entity.kind, name: entity.label, value, note: note.value.trim() });
      told.replaceChildren(
        h("h4", {}, `${t("changed")}: ${change.file}:${change.line}`),
        ...[names(t("gone"), change.gone), names(t("fresh"), change.fresh), names(t("altered"), change.altered)].filter((part) => part !== false),
        button("↻", () => location.reload(), { "aria-label": t("show") }),
      );
    } catch (error) {
      told.replaceChildren(t("failed", { why: error instanceof Error ? error.message : String(error) }));
    }
    go.disabled = false;
  };
  const go = button(t("decide"), () => void decide(), { class: "primary" });
  return h(
    "section",
    { class: "review" },
    h("h3", {}, t("review")),
    h("p", { class: "note small" }, t("reviewNote", { file: served.decisions })),
    h("div", { class: "form" }, select, fields, note, !served.token && token, go),
    told,
  );
}
