// The passages that hold some words.

import type { Context } from "../ui/context";
import { h } from "../ui/dom";
import { t } from "../ui/i18n";
import { fromArchive } from "./archive";
import { miss } from "./parts";
import { passages } from "./passages";

export function saidPanel(context: Context, words: string): Node[] {
  const { network } = context;
  const found = context.search.said(words);
  // The latest first; those without a day last.
  const day = (at: number) => {
    const passage = network.passages[at];
    return (passage && network.dayOf(passage)) ?? "";
  };
  found.sort((a, b) => day(b).localeCompare(day(a)) || a - b);
  return [
    h("p", { class: "kicker" }, t("passages")),
    h("h2", { lang: "zh-Hans" }, words),
    h("p", { class: "note" }, t("saidIn", { n: found.length, words })," ", t("latestFirst")),
    miss(context) || null,
    fromArchive(context, () => context.served?.said(words) ?? Promise.resolve({ passages: [], all: 0 }), []) || null,
    passages(context, found.map((at) => ({ scope: "sentence", passages: [at] })), []),
  ].filter((part) => part !== null);
}
