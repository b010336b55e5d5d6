// Which of the links that pass the filters are drawn: a picture of all would show nothing.
//
// Each entity offers its strongest links. Of these every pair of kinds has its share, so that no pair crowds out the others; what
// a pair does not use goes to the strongest of the rest. Small groups that hang together with nothing else are packed away.

import { KINDS, type Kind, type Link, type Network } from "./data";
import type { Passing } from "./filters";
import type { State } from "./state";

export interface Shown {
  nodes: number[];
  links: { at: number; weight: number; count: number }[];
  /** Mentions inside the chosen days, by entity. */
  mentions: Map<number, number>;
  /** Links that pass every filter but are not drawn. */
  beyond: number;
  /** Small groups that are not drawn, and the entities in them. */
  small: { groups: number; names: number };
  /** Entities tied to everything that are not drawn. */
  hubs: number[];
}

/** Links that each entity offers, at the limit a page starts with. */
const EACH = 6;
/** A group of fewer entities is small, where the largest has ten times as many. */
const SMALL = 4;
/** Who is linked to more than this share of all is a hub. */
const HUB = 0.2;

/** The share of a pair of kinds: what the question is about comes first. */
const SHARE: Record<string, number> = { "official project": 4, "official official": 2, "project project": 1 };

const pairOf = (a: Kind, b: Kind) => (KINDS.indexOf(a) <= KINDS.indexOf(b) ? `${a} ${b}` : `${b} ${a}`);
const subject = (kind: Kind) => kind === "official" || kind === "project";

/** Whether bodies and places are left out of the picture: if asked for, and if officials and projects make one. */
export function onlySubject(network: Network, passing: Passing, state: State): boolean {
  if (state.draw === "all" || state.ego) return false;
  return passing.links.some((at) => {
    const { source, target } = network.link(at);
    return network.node(source).kind === "official" && network.node(target).kind === "project";
  });
}

/** Entities linked to so many others that they say little of any. */
export function hubs(network: Network, passing: Passing): number[] {
  const degree = new Uint32Array(network.nodes.length);
  for (const at of passing.links) {
    const link = network.link(at);
    degree[link.source] = (degree[link.source] ?? 0) + 1;
    degree[link.target] = (degree[link.target] ?? 0) + 1;
  }
  const least = Math.max(12, HUB * passing.nodes.length);
  return passing.nodes.filter((at) => (degree[at] ?? 0) > least);
}

export function choose(network: Network, passing: Passing, state: State, extra: readonly number[]): Shown {
  const only = onlySubject(network, passing, state);
  const gone = new Set(state.hubs ? [] : hubs(network, passing));
  const start = state.ego ? network.find(state.ego.id)?.at : undefined;
  if (start !== undefined) gone.delete(start);
  const kind = (at: number) => network.node(at).kind;
  const wanted = passing.links.filter((at) => {
    const { source, target } = network.link(at);
    return !(gone.has(source) || gone.has(target)) && (!only || (subject(kind(source)) && subject(kind(target))));
  });
  const weight = (at: number) => passing.weights[at] ?? 0;
  const picked = new Set(wanted.length <= state.limit && !only ? wanted : pick(network, wanted, weight, state.limit));
  const small = state.small ? { groups: 0, names: 0 } : pack(network, picked);
  const beyond = passing.links.length - picked.size;
  for (const at of extra) if (weight(at) > 0) picked.add(at);
  const nodes = new Set<number>();
  for (const at of picked) {
    const link = network.link(at);
    nodes.add(link.source).add(link.target);
  }
  if (start !== undefined && passing.mentions.has(start)) nodes.add(start);
  return {
    nodes: [...nodes].sort((a, b) => a - b),
    links: [...picked].sort((a, b) => a - b).map((at) => ({ at, weight: weight(at), count: passing.counts[at] ?? 0 })),
    mentions: passing.mentions,
    beyond,
    small,
    hubs: [...gone],
  };
}

/** The strongest links of each entity, and of these each pair of kinds its share. */
function pick(network: Network, links: number[], weight: (at: number) => number, limit: number): number[] {
  const each = Math.max(EACH, Math.ceil((EACH * limit) / 600));
  const sorted = [...links].sort((a, b) => weight(b) - weight(a) || a - b);
  const offered = new Uint16Array(network.nodes.length);
  const pairs = new Map<string, number[]>();
  for (const at of sorted) {
    const { source, target } = network.link(at);
    const [a, b] = [offered[source] ?? 0, offered[target] ?? 0];
    if (a >= each && b >= each) continue;
    offered[source] = a + 1;
    offered[target] = b + 1;
    const pair = pairOf(network.node(source).kind, network.node(target).kind);
    const list = pairs.get(pair);
    if (list) list.push(at);
    else pairs.set(pair, [at]);
  }
  const shares = [...pairs].map(([pair, list]) => ({ list, share: SHARE[pair] ?? 1 }));
  const all = shares.reduce((sum, { share }) => sum + share, 0);
  const taken = shares.flatMap(({ list, share }) => list.splice(0, Math.floor((limit * share) / all)));
  const rest = shares.flatMap(({ list }) => list).sort((a, b) => weight(b) - weight(a) || a - b);
  return [...taken, ...rest.slice(0, Math.max(0, limit - taken.length))];
}

/** Takes small groups out of what was picked, unless there are only such; how many. */
function pack(network: Network, picked: Set<number>): { groups: number; names: number } {
  const up = new Map<number, number>();
  const root = (at: number): number => {
    let top = at;
    for (let next = up.get(top); next !== undefined && next !== top; next = up.get(top)) top = next;
    up.set(at, top);
    return top;
  };
  const ends = (at: number): [number, number] => {
    const link: Link = network.link(at);
    return [link.source, link.target];
  };
  for (const at of picked) {
    const [a, b] = ends(at).map(root);
    if (a !== undefined && b !== undefined) up.set(b, a).set(a, a);
  }
  const sizes = new Map<number, number>();
  for (const at of up.keys()) sizes.set(root(at), (sizes.get(root(at)) ?? 0) + 1);
  const largest = Math.max(0, ...sizes.values());
  if (largest < 10 * SMALL) return { groups: 0, names: 0 };
  for (const at of [...picked]) if ((sizes.get(root(ends(at)[0])) ?? 0) < SMALL) picked.delete(at);
  const small = [...sizes.values()].filter((size) => size < SMALL);
  return { groups: small.length, names: small.reduce((sum, size) => sum + size, 0) };
}
