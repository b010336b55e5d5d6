// Which entities and links are shown, and how strong each link is inside the chosen days.

import { countOf, type Link, type Network, type Role, type Scope } from "./data";
import type { State } from "./state";

export interface Shown {
  nodes: number[];
  links: { at: number; weight: number; count: number }[];
  /** Mentions inside the chosen days, by entity. */
  mentions: Map<number, number>;
  /** Links that pass every filter but are weaker than those shown. */
  beyond: number;
  /** Links without a day, left out because days were chosen. */
  undated: number;
}

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

function overlaps(role: Role, state: State): boolean {
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
function nearby(network: Network, start: number, depth: number, passes: (link: Link) => boolean): Set<number> {
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < depth; step++) {
    const next: number[] = [];
    for (const at of edge) {
      for (const { link, other } of network.around(at)) {
        if (found.has(other.at) || !passes(link)) continue;
        found.add(other.at);
        next.push(other.at);
      }
    }
    edge = next;
  }
  return found;
}

export function shown(network: Network, state: State, communities: readonly number[] | null): Shown {
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
  const strengths = new Map<number, { weight: number; count: number }>();
  const passes = (link: Link): boolean => {
    if (!allowed[link.source] || !allowed[link.target] || !relations.has(link.relation)) return false;
    const found = strengths.get(link.at) ?? strength(link, state);
    if (found === null) return false;
    strengths.set(link.at, found);
    return found.count >= state.minCount && found.weight >= state.minWeight && found.weight > 0;
  };
  const start = state.ego ? network.find(state.ego.id) : undefined;
  const near = state.ego && start ? nearby(network, start.at, state.ego.depth, passes) : null;
  const links: Shown["links"] = [];
  for (const link of network.links) {
    if (near && !(near.has(link.source) && near.has(link.target))) continue;
    if (passes(link)) {
      const { weight, count } = strengths.get(link.at) ?? { weight: 0, count: 0 };
      links.push({ at: link.at, weight, count });
    } else if ((state.from || state.to) && strength(link, state) === null) undated++;
  }
  const all = links.length;
  if (all > state.limit) {
    links.sort((a, b) => b.weight - a.weight || a.at - b.at);
    links.length = state.limit;
  }
  const nodes = new Set<number>();
  for (const { at } of links) {
    const link = network.link(at);
    nodes.add(link.source).add(link.target);
  }
  if (start && allowed[start.at]) nodes.add(start.at);
  const sorted = [...nodes].sort((a, b) => a - b);
  return { nodes: sorted, links, mentions, beyond: all - links.length, undated };
}
