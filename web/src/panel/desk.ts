// The desk of a reviewer: what changed last, the queue of what is doubtful, and every decision with a way back.

import type { Kind } from "../model/data";
import { queue, WHATS, type Item } from "../model/queue";
import type { Made } from "../model/served";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { kindWord, num, t, type Word } from "../ui/i18n";
import { save } from "../ui/save";
import { carryOut, changed } from "./deciding";
import { grown, section } from "./parts";
import { queued } from "./queue";

const TITLES: Record<Item["what"], Word> = { alike: "alike", name: "unlisted", mention: "doubtfulMentions", post: "doubtfulPosts" };

/** The candidates of the queue as a dictionary to be read over, in the form of `guanxi learn`. */
function dictionary(items: Item[]): string {
  const plain = (text: string) => text.replace(/[\t\r\n]/g, " ");
  const lines = items.flatMap((item) => {
    if (item.what !== "name") return [];
    const { name, kind, mentions, documents, probability, passage } = item.name;
    return [[name, kind, "", "", "", mentions, documents, probability, passage.text, passage.document].map((cell) => plain(String(cell))).join("\t")];
  });
  return `${["name\tkind\taliases\tin\tnote\tmentions\tdocuments\tconfidence\texample\tsource", ...lines].join("\n")}\n`;
}

/** The queue: all of it, or of one sort. */
function list(context: Context, box: HTMLElement, items: Item[]): void {
  const inner = h("div", {});
  const told = (what: Item["what"] | "") => items.filter((item) => what === "" || item.what === what);
  const sorts = h("select", { "aria-label": t("queueSort") }, (["", ...WHATS] as const).map((what) =>
    h("option", { value: what }, `${t(what === "" ? "queueAll" : TITLES[what])} · ${num(told(what).length)}`)));
  const show = () => inner.replaceChildren(grown(told(sorts.value as Item["what"] | ""), (item) => queued(context, item), 12, 24));
  sorts.addEventListener("change", show);
  show();
  const file = told("name").length > 0 && button(t("asDictionary"), () => save(dictionary(items), "candidates.tsv", "text/tab-separated-values"), { class: "quiet" });
  box.replaceChildren(sorts, ...(file ? [file] : []), inner);
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
    " ", h("span", { class: "extra" }, `${kindWord(made.kind as Kind)} · ${made.line}`)), back);
}

export function deskPanel(context: Context): Node[] {
  const { served, network } = context;
  if (!served?.decisions) return [h("p", { class: "note" }, t("noDesk"))];
  const made = h("ol", { class: "made" });
  const told = h("p", { class: "note small" }, t("reviewNote", { file: served.decisions }));
  const token = h("input", { type: "password", placeholder: t("token"), "aria-label": t("token") });
  token.addEventListener("change", () => {
    served.token = token.value.trim();
    context.renew();
  });
  served.made().then(
    (all) => {
      told.textContent = `${t("reviewNote", { file: served.decisions ?? "" })} ${t("madeAll", { n: all.length })}`;
      made.replaceChildren(...all.toReversed().map((one) => line(context, one)));
    },
    () => told.replaceChildren(t("needsToken"), " ", token),
  );
  const box = h("div", { class: "queue" }, "…");
  const nothing = { posts: { rows: [], more: 0 }, names: [] };
  served.doubts().then((doubts) => list(context, box, queue(network, doubts)), (error: unknown) => {
    context.say(t("failed", { why: error instanceof Error ? error.message : String(error) }));
    list(context, box, queue(network, nothing));
  });
  return [
    h("p", { class: "kicker" }, t("review")),
    h("h2", {}, t("desk")),
    changed(),
    section(t("queue"), h("p", { class: "note small" }, t("queueNote")), box),
    section(t("decisions"), told, made),
  ];
}
