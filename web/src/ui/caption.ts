// What the colours mean, what was chosen and where it comes from: below the picture, and in every picture that is kept.

import { KINDS } from "../model/data";
import { groupColour, palette } from "../view/paint";
import type { Caption } from "../view/scene";
import type { Context } from "./context";
import { kindsWord, num, relationWord, scopeWord, t } from "./i18n";

export interface Mark {
  colour: string;
  label: string;
  /** The community it stands for. */
  group?: number;
}

/** Colours that are in the picture, with their names. */
export function marks(context: Context): Mark[] {
  const { network, store } = context;
  const { nodes } = context.shown();
  if (store.state.colour === "kind") {
    const kinds = new Set(nodes.map((at) => network.node(at).kind));
    return KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({ colour: palette().kinds[kind], label: kindsWord(kind) }));
  }
  const { of, groups } = context.communities();
  const here = new Set(nodes.map((at) => of[at] ?? -1));
  const coloured = groups.filter(({ number }) => here.has(number) && number < palette().groups.length);
  const named = coloured.map(({ number, names }) => ({ colour: groupColour(number), label: names.slice(0, 2).join("、"), group: number }));
  const others = [...here].some((number) => !coloured.some((group) => group.number === number));
  return others ? [...named, { colour: palette().group, label: t("otherGroups") }] : named;
}

/** The choices that narrow what is shown, in words. */
function chosen({ network, store }: Context): string {
  const { kinds, relations, scope, minWeight, minCount, minMentions, from, to, hidden, ego } = store.state;
  const days = network.meta.days ?? [];
  const told = [
    kinds.map(kindsWord).join("、"),
    relations.map(relationWord).join("、"),
    `${t("scope")}: ${scopeWord(scope)}`,
    minWeight > 0 && t("atLeast", { n: num(minWeight) }),
    minCount > 1 && `${t("minCount")}: ${minCount}`,
    minMentions > 1 && `${t("minMentions")}: ${minMentions}`,
    days.length > 0 && `${from ?? days[0]?.[0]} – ${to ?? days.at(-1)?.[0]}`,
    ego && t("egoNote", { name: network.find(ego.id)?.label ?? ego.id, n: ego.depth }),
    hidden.length > 0 && `${t("hidden")}: ${hidden.map((id) => network.find(id)?.label ?? id).join("、")}`,
  ];
  return told.filter(Boolean).join(" · ");
}

/** What a picture says of itself after its own first line: what was chosen, and where it comes from. */
function below(context: Context): string[] {
  const { network } = context;
  const sources = [...new Set(network.documents.flatMap(({ source }) => source ?? []))];
  const from = [`${num(network.documents.length)} ${t("documents")}`, `${num(network.meta.articles)} ${t("namingArticles")}`, sources.slice(0, 4).join("、")];
  return [chosen(context), `guanxi · ${from.filter(Boolean).join(" · ")} · ${t("ask")}`];
}

export function caption(context: Context): Caption {
  const { nodes, links } = context.shown();
  const passing = context.passing();
  const told = t("shown", { nodes: nodes.length, allNodes: passing.nodes.length, links: links.length, allLinks: passing.links.length });
  return { title: t("tagline"), marks: () => marks(context), lines: [told, ...below(context)] };
}

/** Of the matrix: which kinds, how much of how much, and what a dark cell means. */
export function matrixCaption(context: Context, sizes: Record<"rows" | "columns" | "allRows" | "allColumns", number>, strongest: number): Caption {
  const { rows, columns, scope } = context.store.state;
  const title = `${kindsWord(rows)} × ${kindsWord(columns)}`;
  const told = `${title} · ${t("matrixCut", sizes)} · ${t("matrixLegend", { scope: scopeWord(scope) })}`;
  const shade = (value: number) => {
    const share = Math.round(16 + (54 * value) / Math.max(4, strongest));
    return { colour: mixed(palette().kinds.official, palette().paper, share / 100), label: num(value) };
  };
  return { title, marks: () => [...new Set([1, Math.ceil(strongest / 2), strongest])].map(shade), lines: [told, ...below(context)] };
}

/** A colour laid over another, so much of it. */
function mixed(over: string, under: string, share: number): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);
  const bytes = [0, 1, 2].map((at) => Math.round(share * part(over, at) + (1 - share) * part(under, at)));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
