// The desk of a reviewer: what changed last, names that may be one, and every decision with a way back.

import { alike, type Alike } from "../model/alike";
import type { Made } from "../model/served";
import { focusOn, type Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { kindWord, num, t, type Word } from "../ui/i18n";
import { carryOut, changed, decider } from "./deciding";
import { grown, section } from "./parts";
import { preview } from "./review";

const WHY: Record<Alike["why"], Word> = { sound: "alikeSound", letter: "alikeLetter", part: "alikePart" };

/** One pair of the queue: who they are, and the merge with its preview once it is opened. */
function pair(context: Context, { a, b, shared, why }: Alike): Node {
  const [less, more] = a.mentions < b.mentions ? [a, b] : [b, a];
  const inner = h("div", { class: "form" });
  const details = h("details", { class: "alike" },
    h("summary", {}, h("span", { lang: "zh-Hans" }, `${less.label} · ${more.label}`), " ", h("span", { class: "extra" }, `${t(WHY[why])}, ${t("sharedOthers", { n: shared })}`)), inner);
  details.addEventListener("toggle", () => {
    const decision = () => ({ action: "merge", kind: less.kind, name: less.label, value: more.label, condition: "", note: "" }) as const;
    const open = (entity: typeof a) => button(entity.label, () => focusOn(context, { entity: entity.id }), { class: "quiet", lang: "zh-Hans" });
    inner.replaceChildren(preview(context, less, more), h("div", {}, open(less), open(more)),
      h("p", { class: "note small" }, t("mergeWhich", { name: less.label, into: more.label })), ...decider(context, decision, () => {}));
  }, { once: true });
  return details;
}

function line(context: Context, made: Made): Node {
  const back = button(t("undo"), () => {
    back.disabled = true;
    carryOut(context, made, true).catch((error: unknown) => {
      back.disabled = false;
      context.say(t("failed", { why: error instanceof Error ? error.message : String(error) }));
    });
  }, { class: "quiet", "aria-label": `${t("undo")}: ${made.name}` });
  const told = [made.value && `→ ${made.value}`, made.condition && `(${made.condition})`, made.note && `— ${made.note}`];
  return h("li", {}, h("span", {}, h("b", {}, t(made.action as Word)), " ", h("span", { lang: "zh-Hans" }, `${made.name} ${told.filter(Boolean).join(" ")}`),
    " ", h("span", { class: "extra" }, `${kindWord(made.kind as Alike["a"]["kind"])} · ${made.line}`)), back);
}

export function deskPanel(context: Context): Node[] {
  const { served, network } = context;
  if (!served?.decisions) return [h("p", { class: "note" }, t("noDesk"))];
  const list = h("ol", { class: "made" });
  const told = h("p", { class: "note small" }, t("reviewNote", { file: served.decisions }));
  const token = h("input", { type: "password", placeholder: t("token"), "aria-label": t("token") });
  token.addEventListener("change", () => {
    served.token = token.value.trim();
    context.renew();
  });
  served.made().then(
    (all) => {
      told.textContent = `${t("reviewNote", { file: served.decisions ?? "" })} ${t("madeAll", { n: all.length })}`;
      list.replaceChildren(...all.toReversed().map((made) => line(context, made)));
    },
    () => told.replaceChildren(t("needsToken"), " ", token),
  );
  const pairs = alike(network);
  return [
    h("p", { class: "kicker" }, t("review")),
    h("h2", {}, t("desk")),
    changed(),
    section(`${t("alike")} · ${num(pairs.length)}`, h("p", { class: "note small" }, t("alikeNote")), grown(pairs, (one) => pair(context, one), 10, 20)),
    section(t("decisions"), told, list),
  ];
}
