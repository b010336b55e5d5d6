// The sentences behind an entity or a link, with the names marked and where they come from.

import type { Entity, Network, Proof } from "../model/data";
import { focusOn, type Context } from "../ui/context";
import { button, h, webAddress } from "../ui/dom";
import { scopeWord, t } from "../ui/i18n";

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

function marked(context: Context, at: number, text: string, main: Entity[]): (Node | string)[] {
  const { network } = context;
  const others = [...(network.named.get(at) ?? [])].map((entity) => network.node(entity));
  const entities = [...main, ...others.filter((entity) => !main.includes(entity))];
  const out: (Node | string)[] = [];
  let done = 0;
  for (const { start, end, entity } of spans(text, entities)) {
    out.push(text.slice(done, start));
    const kind = main.includes(entity) ? `main ${entity.kind}` : entity.kind;
    const open = () => focusOn(context, { entity: entity.id });
    out.push(h("mark", { class: kind, title: entity.label, onclick: open }, text.slice(start, end)));
    done = end;
  }
  out.push(text.slice(done));
  return out;
}

function origin(network: Network, at: number): Node {
  const passage = network.passages[at];
  const document = passage && network.documents[passage.document];
  if (!passage || !document) return h("footer", {});
  const headline = document.articles?.[passage.article]?.headline ?? document.title;
  const url = webAddress(document.url);
  return h(
    "footer",
    {},
    headline && h("span", { class: "headline" }, headline),
    h("span", { class: "day" }, network.dayOf(passage) ?? t("undatedDay")),
    document.source && h("span", {}, document.source),
    h("span", { class: "file", title: t("offsets", { start: String(passage.start), end: String(passage.end) }) }, document.id),
    url && h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, t("source")),
  );
}

/** One proof as a quotation; two sentences of an article stand one below the other. */
function quotation(context: Context, proof: Proof, main: Entity[]): Node {
  const { network } = context;
  const [first = 0] = proof.passages;
  return h(
    "blockquote",
    {},
    proof.passages.map((at) => h("p", { lang: "zh-Hans" }, marked(context, at, network.passages[at]?.text ?? "", main))),
    proof.passages.length > 1 && h("p", { class: "aside" }, t("twoSentences", { scope: scopeWord(proof.scope) })),
    origin(network, first),
  );
}

export function passages(context: Context, proofs: Proof[], main: Entity[]): Node {
  const box = h("div", { class: "passages" });
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
