// Names that may be one and the same: written alike or sounding alike, and named with the same others.

import type { Entity, Network } from "./data";
import { fold } from "./fold";
import { readings } from "./pinyin";

export interface Alike {
  a: Entity;
  b: Entity;
  /** Others that are named with both. */
  shared: number;
  why: "sound" | "letter" | "part";
}

/** Names longer than this are compared by their parts only. */
const SHORT = 4;

function differs(a: string, b: string): number {
  let count = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) count++;
  return count;
}

/** Pairs that look alike, the most mentioned first: there a mistake costs most. */
export function alike(network: Network, most = 60): Alike[] {
  const groups = new Map<string, Entity[]>();
  const put = (key: string, entity: Entity) => {
    const list = groups.get(key);
    if (list) list.push(entity);
    else groups.set(key, [entity]);
  };
  for (const node of network.nodes) {
    const name = [...fold(node.name)];
    if (node.kind === "official" && name.length >= 2 && name.length <= SHORT) {
      put(`${node.kind} ${name.map((letter) => readings(letter)[0] ?? letter).join(" ")}`, node);
      // All but one letter of names of three.
      if (name.length === 3) for (const left of [1, 2]) put(`${node.kind} ${name.filter((_, at) => at !== left).join("")} ${left}`, node);
    } else if (node.kind === "project" || node.kind === "body") put(`${node.kind} ${name.slice(0, 3).join("")}`, node);
  }
  const found = new Map<string, Alike>();
  const near = (at: number) => new Set(network.around(at).map(({ other }) => other.at));
  for (const list of groups.values()) {
    if (list.length < 2 || list.length > 40) continue;
    for (const [at, a] of list.entries()) {
      for (const b of list.slice(at + 1)) {
        const key = `${a.at} ${b.at}`;
        const [x, y] = [fold(a.name), fold(b.name)];
        if (x === y || found.has(key)) continue;
        const part = a.kind !== "official" && (x.includes(y) || y.includes(x));
        if (a.kind !== "official" && !part) continue;
        const others = near(b.at);
        const shared = [...near(a.at)].filter((other) => others.has(other)).length;
        if (shared === 0) continue;
        found.set(key, { a, b, shared, why: part ? "part" : x.length === y.length && differs(x, y) === 1 ? "letter" : "sound" });
      }
    }
  }
  const weight = ({ a, b, shared }: Alike) => Math.min(a.mentions, b.mentions) * Math.sqrt(shared) + (a.mentions + b.mentions) / 10;
  return [...found.values()].sort((x, y) => weight(y) - weight(x) || x.a.at - y.a.at).slice(0, most);
}
