// Groups of entities that are named together more than with others (Louvain), the same at every opening.

import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import type { Network } from "./data";

export interface Communities {
  /** The group of each entity, by position; -1 for none. */
  of: number[];
  groups: { number: number; size: number; names: string[] }[];
}

/** A small generator of equal numbers every time (mulberry32). */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function communities(network: Network): Communities {
  const graph = new UndirectedGraph();
  for (const link of network.links) {
    if (link.relation !== "co-mention" || link.weight <= 0 || link.source === link.target) continue;
    graph.mergeNode(link.source);
    graph.mergeNode(link.target);
    graph.mergeEdge(link.source, link.target, { weight: link.weight });
  }
  const found = louvain(graph, { getEdgeWeight: "weight", rng: random(7) });
  const members = new Map<number, number[]>();
  for (const [node, group] of Object.entries(found)) {
    const list = members.get(group) ?? [];
    list.push(Number(node));
    members.set(group, list);
  }
  const of = new Array<number>(network.nodes.length).fill(-1);
  const sorted = [...members.values()].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  const groups = sorted.map((list, number) => {
    for (const at of list) of[at] = number;
    const first = [...list].sort((a, b) => network.node(b).mentions - network.node(a).mentions || a - b);
    return { number, size: list.length, names: first.slice(0, 3).map((at) => network.node(at).label) };
  });
  return { of, groups };
}
