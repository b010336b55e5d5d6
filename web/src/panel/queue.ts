// One thing of a reviewer's queue: what is doubtful, the sentence, and what can be decided.

import type { Alike } from "../model/alike";
import { KINDS } from "../model/data";
import type { Item } from "../model/queue";
import type { Decision, DoubtfulName, DoubtfulPost } from "../model/served";
import { focusOn, type Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { kindWord, num, t, type Word } from "../ui/i18n";
import { quotation, readIn } from "./archive";
import { correctionForm } from "./correction";
import { decider } from "./deciding";
import { preview } from "./review";

const WHY: Record<Alike["why"], Word> = { sound: "alikeSound", letter: "alikeLetter", part: "alikePart" };

/** A line that unfolds to what can be decided. */
function folded(what: string, title: string, why: string, inner: () => (Node | false)[]): Node {
  const box = h("div", { class: "form" });
  const details = h("details", { class: `alike ${what}` },
    h("summary", {}, h("span", { lang: "zh-Hans" }, title), " ", h("span", { class: "extra" }, why)), box);
  details.addEventListener("toggle", () => box.replaceChildren(...inner().filter((part) => part !== false)), { once: true });
  return details;
}

const opener = (context: Context, id: string, label: string) =>
  button(label, () => focusOn(context, { entity: id }), { class: "quiet", lang: "zh-Hans" });

function pair(context: Context, { a, b, shared, why }: Alike): Node {
  const [less, more] = a.mentions < b.mentions ? [a, b] : [b, a];
  const decision = () => ({ action: "merge", kind: less.kind, name: less.label, value: more.label, condition: "", note: "" }) as const;
  return folded("pair-of", `${less.label} · ${more.label}`, `${t(WHY[why])}, ${t("sharedOthers", { n: shared })}`, () => [
    preview(context, less, more),
    h("div", {}, opener(context, less.id, less.label), opener(context, more.id, more.label)),
    h("p", { class: "note small" }, t("mergeWhich", { name: less.label, into: more.label })),
    ...decider(context, decision, () => {}),
  ]);
}

const BASIS: Record<string, Word> = { page: "byPage", source: "bySource", home: "byHome", tenure: "byTenure", name: "byName" };

function post(context: Context, { entity, post, basis, others }: DoubtfulPost): Node {
  const why = others.length > 0 ? t("alsoSaidOf", { names: others.slice(0, 3).join("、") }) : t(BASIS[basis] ?? "byPage");
  return folded("post-of", `${entity.name} · ${post.text}`, why, () => [
    ...(post.evidence?.quotes ?? []).slice(0, 2).map(({ text, document, date }) =>
      h("blockquote", {}, h("p", { lang: "zh-Hans" }, text), h("footer", {}, h("span", { class: "day" }, date ?? t("undatedDay")), h("span", { class: "file" }, document)))),
    h("div", {}, button(t("whoHeld"), () => focusOn(context, { post: post.text, by: entity.id }), { class: "quiet" }), opener(context, entity.id, entity.name)),
    h("p", { class: "note small" }, t("postHow")),
  ]);
}

/** What can be decided of a name everywhere. */
function whole(context: Context, { kind, name }: DoubtfulName): HTMLElement {
  const what = h("select", { "aria-label": `${t("decideName")}: ${name}` },
    (["keep", "block", "retype"] as const).map((action) => h("option", { value: action }, t(action))));
  const other = h("select", { "aria-label": t("retype"), hidden: true }, KINDS.filter((one) => one !== kind).map((one) => h("option", { value: one }, kindWord(one))));
  what.addEventListener("change", () => (other.hidden = what.value !== "retype"));
  const decision = (): Decision => ({
    action: what.value === "block" ? "block" : what.value === "retype" ? "retype" : "keep",
    kind, name, value: what.value === "retype" ? other.value : "", condition: "", note: "",
  });
  return h("div", { class: "form" }, h("p", { class: "note small" }, t("decideName")), what, other, decider(context, decision, () => {}));
}

function doubtful(context: Context, doubt: DoubtfulName): Node {
  const { kind, name, alone, mentions, probability, passage } = doubt;
  const known = KINDS.find((one) => one === kind) ?? "official";
  const sure = t("probable", { n: num(Math.round(probability * 100)) });
  const why = alone ? `${kindWord(known)}, ${t("oneMention")}, ${sure}` : `${kindWord(known)}, ${t("inNoList", { n: mentions })}, ${sure}`;
  return folded(alone ? "mention-of" : "name-of", name, why, () => {
    const entity = context.network.find(`${kind}:${name}`);
    const read = readIn(context, passage).filter((one) => one.kind === kind && one.name === name);
    return [
      quotation(context, passage, entity ? [entity] : []),
      entity ? h("div", {}, opener(context, entity.id, entity.label)) : false,
      alone ? correctionForm(context, passage.document, read) : whole(context, doubt),
    ];
  });
}

export function queued(context: Context, item: Item): Node {
  if (item.what === "alike") return pair(context, item.alike);
  return item.what === "post" ? post(context, item.post) : doubtful(context, item.name);
}
