// Which entities and links pass the filters, and how strong each link is inside the chosen days. What is answered is answered
// from these; what is drawn is a choice of them (choice.ts).

import { countOf, type Link, type Network, type Role, type Scope } from "./data";
import type { State } from "./state";

export interface Passing {
  /** Entities with a link that passes, and the one whose surroundings were asked for. */
  nodes: number[];
  links: number[];
  /** Weight and count of each link of the network inside the chosen days; weight 0 where it does not pass. */
  weights: Float64Array;
  counts: Uint32Array;
  /** Mentions inside the chosen days, by entity. */
  mentions: Map<number, number>;
  /** Links without a day, left out because days were chosen. */
  undated: number;
}

/** Whether a day is one of those chosen; no day is none. */
export const inDays = (day: string, state: State) => day !== "" && within(day, state);

const within = (day: string, state: State) =>
  (state.from === null || day >= state.from) && (state.to === null || day <= state.to);

const COLUMN: Record<Scope, 1 | 2 | 3> = { sentence: 1, paragraph: 2, article: 3 };

/** Weight and count of a link inside the chosen days; null where it has no day. */
export function strength(link: Link, state: State): { weight: number; count: number } | null {
  if (state.from === null && state.to === null) return { weight: link.weight, count: countOf(link, state.scope) };
  if (link.relation === "post") {
    const roles = (link.roles ?? []).filter((role) => role.first || role.last);
    if (roles.length === 0) return null;
    const held = roles.some((role) => overlaps(role, state));
    return held ? { weight: link.weight, count: countOf(link, state.scope) } : { weight: 0, count: 0 };
  }
  if (!link.days?.length) return null;
  let weight = 0;
  let count = 0;
  for (const row of link.days) {
    if (!within(row[0], state)) continue;
    weight += row[4];
    count += row[COLUMN[state.scope]];
  }
  return { weight, count };
}

export function overlaps(role: Role, state: State): boolean {
  const first = role.first ?? role.last ?? "";
  const last = role.last ?? first;
  return (state.to === null || first <= state.to) && (state.from === null || last >= state.from);
}

export function mentionsOf(network: Network, at: number, state: State): number {
  const node = network.node(at);
  if (state.from === null && state.to === null) return node.mentions;
  return (node.days ?? []).reduce((sum, row) => (within(row[0], state) ? sum + row[1] : sum), 0);
}

/** Entities at most `depth` links away, over links that pass the filters. */
function nearby(network: Network, start: number, depth: number, weights: Float64Array): Set<number> {
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < depth; step++) {
    const next: number[] = [];
    for (const at of edge) {
      for (const { link, other } of network.around(at)) {
        if (found.has(other.at) || !weights[link.at]) continue;
        found.add(other.at);
        next.push(other.at);
      }
    }
    edge = next;
  }
  return found;
}

export function passing(network: Network, state: State, communities: readonly number[] | null): Passing {
  const kinds = new Set<string>(state.kinds);
  const relations = new Set<string>(state.relations);
  const hidden = new Set(state.hidden);
  const mentions = new Map<number, number>();
  const allowed = new Uint8Array(network.nodes.length);
  for (const node of network.nodes) {
    if (!kinds.has(node.kind) || hidden.has(node.id)) continue;
    if (state.community !== null && communities && communities[node.at] !== state.community) continue;
    const number = mentionsOf(network, node.at, state);
    if (number < state.minMentions) continue;
    mentions.set(node.at, number);
    allowed[node.at] = 1;
  }
  let undated = 0;
  const weights = new Float64Array(network.links.length);
  const counts = new Uint32Array(network.links.length);
  const dated = state.from !== null || state.to !== null;
  for (const link of network.links) {
    if (!allowed[link.source] || !allowed[link.target] || !relations.has(link.relation)) continue;
    if (!dated) {
      const count = countOf(link, state.scope);
      if (count < state.minCount || link.weight < state.minWeight) continue;
      weights[link.at] = link.weight;
      counts[link.at] = count;
      continue;
    }
    const found = strength(link, state);
    if (found === null) undated++;
    else if (found.count >= state.minCount && found.weight >= state.minWeight && found.weight > 0) {
      weights[link.at] = found.weight;
      counts[link.at] = found.count;
    }
  }
  const start = state.ego ? network.find(state.ego.id) : undefined;
  const near = state.ego && start ? nearby(network, start.at, state.ego.depth, weights) : null;
  const links: number[] = [];
  const linked = new Uint8Array(network.nodes.length);
  for (const link of network.links) {
    if (near && !(near.has(link.source) && near.has(link.target))) weights[link.at] = 0;
    if (!weights[link.at]) continue;
    links.push(link.at);
    linked[link.source] = linked[link.target] = 1;
  }
  if (start && allowed[start.at]) linked[start.at] = 1;
  const nodes: number[] = [];
  linked.forEach((is, at) => is && nodes.push(at));
  return { nodes, links, weights, counts, mentions, undated };
}
