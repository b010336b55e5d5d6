// The sentences behind an entity or a link, with the names marked and where they come from.

import type { Entity, Proof } from "../model/data";
import { originOf, proofsIn } from "../model/evidence";
import { focusOn, type Context } from "../ui/context";
import { button, h, webAddress } from "../ui/dom";
import { scopeWord, t } from "../ui/i18n";
import { takeAway } from "./citation";
import { correction, type Read } from "./correction";

const PAGE = 8;
/** Marks and white space that may stand inside a name as it is written. */
const LOOSE = /[\s·•“”"‘’'《》]/;

interface Span {
  start: number;
  end: number;
  entity: Entity;
}

/** Where the names of entities stand in a text; longer ones first, no two over one another. */
export function spans(text: string, entities: Entity[]): Span[] {
  const map: number[] = [];
  let bare = "";
  for (let at = 0; at < text.length; at++) {
    if (LOOSE.test(text.charAt(at))) continue;
    map.push(at);
    bare += text.charAt(at).toLowerCase();
  }
  const words = entities.flatMap((entity) =>
    [entity.name, ...(entity.aliases ?? []).map((alias) => alias.name)].map((word) => ({
      word: [...word].filter((letter) => !LOOSE.test(letter)).join("").toLowerCase(),
      entity,
    })),
  );
  words.sort((a, b) => b.word.length - a.word.length);
  const taken = new Uint8Array(bare.length);
  const found: Span[] = [];
  for (const { word, entity } of words) {
    if (word === "") continue;
    for (let at = bare.indexOf(word); at >= 0; at = bare.indexOf(word, at + 1)) {
      const end = at + word.length;
      if (taken.subarray(at, end).some(Boolean)) continue;
      taken.fill(1, at, end);
      found.push({ start: map[at] ?? 0, end: (map[end - 1] ?? 0) + 1, entity });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The entities that a passage names. */
const namedAt = ({ network }: Context, at: number) => [...(network.named.get(at) ?? [])].map((entity) => network.node(entity));

/** A text in which names open what they name; those of `main` stand out. */
export function markedIn(context: Context, text: string, main: Entity[], others: Entity[]): (Node | string)[] {
  const entities = [...main, ...others.filter((entity) => !main.includes(entity))];
  const out: (Node | string)[] = [];
  let done = 0;
  for (const { start, end, entity } of spans(text, entities)) {
    out.push(text.slice(done, start));
    const kind = main.includes(entity) ? `main ${entity.kind}` : entity.kind;
    const open = () => focusOn(context, { entity: entity.id });
    out.push(h("mark", { class: kind }, button(text.slice(start, end), open, { class: "inline", title: entity.label })));
    done = end;
  }
  out.push(text.slice(done));
  return out;
}

function footer(context: Context, proof: Proof, main: Entity[]): Node {
  const origin = originOf(context.network, proof);
  if (!origin) return h("footer", {});
  const { headline, day, source, file, start, end } = origin;
  const url = webAddress(origin.url);
  return h(
    "footer",
    {},
    headline && h("span", { class: "headline" }, headline),
    h("span", { class: "day" }, day || t("undatedDay")),
    source && h("span", {}, source),
    h("span", { class: "file", title: t("offsets", { start: String(start), end: String(end) }) }, file),
    url && h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, t("source")),
    takeAway(context, origin, main.map(({ label }) => label)),
  );
}

/** The names of a passage, those of `main` first: they may stand in it without being what proves it. */
function readAt(context: Context, at: number, main: Entity[]): Read[] {
  const passage = context.network.passages[at];
  if (!passage) return [];
  const here = spans(passage.text, main).map(({ entity }) => entity);
  const all = new Set([...main.filter((entity) => here.includes(entity)), ...namedAt(context, at)]);
  return [...all].map(({ kind, name, label }) => ({ kind, name, label, start: passage.start }));
}

/** One proof as a quotation; two sentences of an article stand one below the other. */
function quotation(context: Context, proof: Proof, main: Entity[]): Node {
  const { network } = context;
  return h(
    "blockquote",
    {},
    proof.passages.map((at) => h("p", { lang: "zh-Hans" }, markedIn(context, network.passages[at]?.text ?? "", main, namedAt(context, at)))),
    proof.passages.length > 1 && h("p", { class: "aside" }, t("twoSentences", { scope: scopeWord(proof.scope) })),
    footer(context, proof, main.length > 0 ? main : proof.passages.flatMap((at) => namedAt(context, at)).slice(0, 4)),
    correction(context, originOf(network, proof)?.file ?? "", proof.passages.flatMap((at) => readAt(context, at, main))),
  );
}

/** Passages inside the chosen days; where there are more than the graph keeps, it says how many of how many. */
export function passages(context: Context, all: Proof[], main: Entity[], known?: number): Node {
  const proofs = proofsIn(context.network, all, context.store.state);
  const box = h("div", { class: "passages" });
  if (known !== undefined && known > proofs.length) box.append(h("p", { class: "note small" }, t("kept", { n: proofs.length, all: known })));
  const more = (from: number) => {
    const next = proofs.slice(from, from + PAGE);
    const left = proofs.length - from - next.length;
    box.append(...next.map((proof) => quotation(context, proof, main)));
    if (left <= 0) return;
    const extend = button(t("morePassages", { n: Math.min(left, PAGE) }), () => {
      extend.remove();
      more(from + PAGE);
    });
    extend.classList.add("quiet");
    box.append(extend);
  };
  more(0);
  return box;
}
