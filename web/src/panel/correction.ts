// A mention corrected where it is read: not a name, of another kind, another one, or longer or shorter; in this sentence or this
// document alone.

import { KINDS, type Kind } from "../model/data";
import type { Decision } from "../model/served";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { kindWord, t, type Word } from "../ui/i18n";
import { searchBox } from "../ui/search-box";
import { decider } from "./deciding";

/** A name as it was read, and where its sentence starts. */
export interface Read {
  kind: Kind;
  name: string;
  label: string;
  start: number;
}

const WHAT = ["notHere", "kindHere", "otherHere", "spanHere"] as const satisfies Word[];
let forms = 0;

/** The decision that a correction is, in words of the decisions file. */
function decision(what: (typeof WHAT)[number], read: Read, where: string, value: string): Decision | null {
  const action = { notHere: "block", kindHere: "retype", otherHere: "split", spanHere: "split" } as const;
  if (what !== "notHere" && value === "") return null;
  return { action: action[what], kind: read.kind, name: read.name, value: what === "notHere" ? "" : value, condition: where, note: "" };
}

export function correctionForm(context: Context, document: string, all: Read[]): HTMLElement {
  const which = h("select", { "aria-label": t("whichName") }, all.map(({ label, kind }, at) => h("option", { value: at }, `${label} (${kindWord(kind)})`)));
  const what = h("select", { "aria-label": t("correct") }, WHAT.map((one) => h("option", { value: one }, t(one))));
  const fields = h("div", { class: "fields" });
  const reach = h("select", { "aria-label": t("reach") }, h("option", { value: "passage" }, t("thisSentence")), h("option", { value: "document" }, t("thisDocument")));
  const read = () => all[Number(which.value)];
  let value = () => "";
  const layOut = () => {
    const now = read();
    if (!now) return;
    value = () => "";
    fields.replaceChildren();
    if (what.value === "kindHere") {
      const kinds = h("select", { "aria-label": t("kindHere") }, KINDS.filter((kind) => kind !== now.kind).map((kind) => h("option", { value: kind }, kindWord(kind))));
      value = () => kinds.value;
      fields.append(kinds);
    } else if (what.value === "otherHere") {
      let other = "";
      // A name nobody has yet can be typed, too.
      const box = searchBox(context, { id: `correct-${forms++}`, label: t("otherHere"), only: now.kind, pick: (chosen) => (other = chosen.name) });
      const field = box.querySelector("input");
      value = () => (field?.value.trim() ? other || field.value.trim() : "");
      fields.append(box);
    } else if (what.value === "spanHere") {
      const field = h("input", { type: "text", value: now.name, "aria-label": t("spanHere") });
      value = () => (field.value.trim() === now.name ? "" : field.value.trim());
      fields.append(field);
    }
  };
  which.addEventListener("change", layOut);
  what.addEventListener("change", layOut);
  layOut();
  const wish = () => {
    const now = read();
    const chosen = WHAT.find((one) => one === what.value);
    const where = `document=${document}${reach.value === "passage" ? `; passage=${now?.start ?? 0}` : ""}`;
    return now && chosen ? decision(chosen, now, where, value()) : null;
  };
  return h("div", { class: "form correct" }, which, what, fields, reach, h("p", { class: "note small" }, t("onlyHere", { file: document })), decider(context, wish, () => {}));
}

/** A button below a passage that opens the form, where decisions can be made. */
export function correction(context: Context, document: string, all: Read[]): HTMLElement | false {
  if (!context.served?.decisions || document === "" || all.length === 0) return false;
  const box = h("div", {});
  const toggle = button(t("correct"), () => {
    const open = box.childElementCount === 0;
    box.replaceChildren(...(open ? [correctionForm(context, document, all)] : []));
    toggle.setAttribute("aria-expanded", String(open));
  }, { class: "cite", "aria-expanded": "false" });
  return h("div", { class: "correction" }, toggle, box);
}
