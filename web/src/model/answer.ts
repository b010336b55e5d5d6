// Answers to plain questions: from what passes the filters here, or as `guanxi serve` gives them.

import { countOf, type Entity, type Kind, type Network } from "./data";
import type { Passing } from "./filters";
import { readings, type Question } from "./question";
import type { Search } from "./search";
import type { State } from "./state";

export interface Row {
  id: string;
  name: string;
  kind: Kind;
  /** A post, or posts. */
  post: string;
  /** First and last day. */
  days: [string?, string?];
  count: number;
  /** What the count opens: its link with whom was asked about. */
  link?: [string, string];
  /** A sentence that says so. */
  sentence?: string;
}

export type Answer =
  /** What the page shows already, as a change of its state. */
  | { answer: "go"; change: Partial<State> }
  | { answer: "with" | "common" | "top" | "holders" | "ambiguous" | "unknown"; of: string[]; typed?: string; rows: Row[] }
  | { answer: "not-understood"; examples: string[] };

const go = (change: Partial<State>): Answer => ({ answer: "go", change });

/** Looks a typed name up as `guanxi ask` does: the one that is meant, or those that may be. */
function meant(search: Search, typed: string): { one?: Entity; looseness: number; several: Entity[] } {
  const hits = search.find(typed, 12).filter((hit) => hit.rank < 3);
  const rank = hits[0]?.rank ?? 9;
  const best = hits.filter((hit) => hit.rank === rank).map((hit) => hit.entity);
  return { one: best.length === 1 ? best[0] : undefined, looseness: rank, several: best };
}

function row(entity: Entity, more: Partial<Row> = {}): Row {
  const { id, label, kind, mentions, first, last } = entity;
  return { id, name: label, kind, post: (entity.roles ?? []).map((role) => role.text).join("、"), days: [first, last], count: mentions, ...more };
}

/** Companions of an entity that pass the filters, the strongest first. */
function companions(network: Network, { weights, counts }: Passing, of: Entity, kind: Kind | null): { entity: Entity; row: Row; weight: number }[] {
  const found = network.around(of.at).flatMap(({ link, other }) => {
    const weight = weights[link.at] ?? 0;
    if (weight === 0 || link.relation !== "co-mention" || (kind !== null && other.kind !== kind)) return [];
    const [proof] = network.proofs(link.evidence);
    const sentence = network.passages[proof?.passages[0] ?? -1]?.text;
    const count = counts[link.at] || countOf(link, "article");
    return [{ entity: other, weight, row: row(other, { count, days: [link.first, link.last], link: [of.id, other.id], sentence }) }];
  });
  return found.sort((a, b) => b.weight - a.weight || a.entity.at - b.entity.at);
}

function answered(network: Network, passing: Passing, search: Search, { asks, x, y, kind }: Question): Answer {
  if (asks === "matrix") return go({ view: "matrix", rows: "official", columns: "project", focus: null });
  if (asks === "top") {
    const all = passing.nodes.map((at) => network.node(at)).filter((node) => node.kind === kind);
    const of = (node: Entity) => passing.mentions.get(node.at) ?? 0;
    all.sort((a, b) => of(b) - of(a) || a.at - b.at);
    return { answer: "top", of: [], rows: all.slice(0, 40).map((node) => row(node, { count: of(node) })) };
  }
  const ends: Entity[] = [];
  for (const typed of [x, y]) {
    if (typed === undefined) continue;
    const { one, looseness, several } = meant(search, typed);
    if (asks === "about" && looseness > 0) {
      const held = network.nodes.flatMap((node) => (node.roles ?? []).filter((role) => role.text === typed).map((role) => ({ node, role })));
      held.sort((a, b) => (a.role.first ?? "9").localeCompare(b.role.first ?? "9"));
      const rows = held.map(({ node, role }) => row(node, { post: role.text, days: [role.first, role.last], count: role.count }));
      if (rows.length > 0) return { answer: "holders", of: [], typed, rows };
    }
    if (!one) return { answer: several.length > 0 ? "ambiguous" : "unknown", of: [], typed, rows: several.map((node) => row(node)) };
    ends.push(one);
  }
  const [a, b] = ends;
  if (!a) return { answer: "not-understood", examples: [] };
  if (asks === "about" || (asks === "timeline" && !b)) return go({ focus: { entity: a.id } });
  if (asks === "timeline" && b) return go({ focus: { link: [a.id, b.id] } });
  if (asks === "path" && b) return go({ view: "net", path: { from: a.id, to: b.id }, focus: { path: true } });
  const mine = companions(network, passing, a, kind);
  if (asks !== "common" || !b) return { answer: "with", of: [a.id], rows: mine.map((one) => one.row) };
  const theirs = new Map(companions(network, passing, b, kind).map((one) => [one.entity, one]));
  const both = mine.flatMap((one) => {
    const other = theirs.get(one.entity);
    return other ? [{ ...one.row, count: Math.min(one.row.count, other.row.count) }] : [];
  });
  return { answer: "common", of: [a.id, b.id], rows: both };
}

/** Answers a sentence from what passes the filters; null where no pattern of the grammar fits. */
export function answer(network: Network, passing: Passing, search: Search, sentence: string): Answer | null {
  const looseness = (question: Question) => Math.max(0, ...[question.x, question.y].map((name) => (name === undefined ? 0 : meant(search, name).looseness)));
  const all = readings(sentence).map((question) => ({ question, loose: looseness(question) }));
  const best = all.sort((a, b) => a.loose - b.loose)[0];
  return best ? answered(network, passing, search, best.question) : null;
}

interface Sent {
  id: string;
  name: string;
  kind: Kind;
  mentions: number;
  first?: string | null;
  last?: string | null;
  roles: string[];
  count?: number;
  count_a?: number;
  count_b?: number;
  together_first?: string | null;
  together_last?: string | null;
  post?: { text: string; count: number; first?: string | null; last?: string | null; evidence?: { quotes: { text: string }[] } | null };
  evidence?: { quotes: { text: string }[] }[];
}

type End = { id: string } | null | undefined;

/** What `guanxi serve` answered, as it came. */
export interface Told {
  answer: string;
  entity?: End;
  other?: End;
  from?: End;
  to?: End;
  a?: End;
  b?: End;
  typed?: string;
  post?: string;
  rows?: Sent[];
  matches?: Sent[];
  near?: Sent[];
  examples?: string[];
}

/** The answer of the server in the form of those made here. */
export function received(told: Told): Answer {
  const { entity, other, from, to, a, b } = told;
  if (told.answer === "matrix") return go({ view: "matrix", rows: "official", columns: "project", focus: null });
  if (told.answer === "path" && from && to) return go({ view: "net", path: { from: from.id, to: to.id }, focus: { path: true } });
  if (told.answer === "about" && entity) return go({ focus: { entity: entity.id } });
  if (told.answer === "timeline" && entity) return go({ focus: other ? { link: [entity.id, other.id] } : { entity: entity.id } });
  if (told.answer === "not-understood") return { answer: "not-understood", examples: told.examples ?? [] };
  const answers = ["with", "common", "top", "holders", "ambiguous", "unknown"] as const;
  const kind = answers.find((one) => one === told.answer) ?? "unknown";
  const rows = (told.rows ?? told.matches ?? told.near ?? []).map((sent): Row => ({
    id: sent.id,
    name: sent.name,
    kind: sent.kind,
    post: sent.post?.text ?? sent.roles.join("、"),
    days: [sent.post?.first ?? sent.together_first ?? sent.first ?? undefined, sent.post?.last ?? sent.together_last ?? sent.last ?? undefined],
    count: sent.post?.count ?? sent.count ?? (sent.count_a === undefined ? sent.mentions : Math.min(sent.count_a, sent.count_b ?? 0)),
    link: entity && kind === "with" ? [entity.id, sent.id] : a && kind === "common" ? [a.id, sent.id] : undefined,
    sentence: (sent.post?.evidence ?? sent.evidence?.[0])?.quotes[0]?.text,
  }));
  return { answer: kind, of: [entity, a, b].flatMap((one) => one?.id ?? []), typed: told.typed ?? told.post, rows };
}
