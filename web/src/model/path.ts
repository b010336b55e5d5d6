// The strongest way between two entities: a link is as long as 1/weight (Newman 2001), as in `guanxi ask path`.

import type { Link, Network } from "./data";
import type { Passing } from "./filters";

export interface Way {
  /** The entities on the way, both ends among them. */
  nodes: number[];
  links: Link[];
  length: number;
}

/** A binary heap of [length, entity]. */
class Heap {
  private readonly items: [number, number][] = [];

  push(item: [number, number]): void {
    this.items.push(item);
    for (let at = this.items.length - 1; at > 0; ) {
      const up = (at - 1) >> 1;
      if (!this.less(at, up)) break;
      this.swap(at, up);
      at = up;
    }
  }

  pop(): [number, number] | undefined {
    const top = this.items[0];
    const last = this.items.pop();
    if (!top || !last || this.items.length === 0) return top;
    this.items[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < this.items.length && this.less(left, least)) least = left;
      if (right < this.items.length && this.less(right, least)) least = right;
      if (least === at) return top;
      this.swap(at, least);
      at = least;
    }
  }

  private less(a: number, b: number): boolean {
    const [x, y] = [this.items[a], this.items[b]];
    return !!x && !!y && (x[0] < y[0] || (x[0] === y[0] && x[1] < y[1]));
  }

  private swap(a: number, b: number): void {
    const [x, y] = [this.items[a], this.items[b]];
    if (x && y) [this.items[a], this.items[b]] = [y, x];
  }
}

export function strongest(network: Network, from: number, to: number, { weights }: Passing): Way | null {
  const lengths = new Map([[from, 0]]);
  const back = new Map<number, { link: Link; before: number }>();
  const done = new Set<number>();
  const heap = new Heap();
  heap.push([0, from]);
  for (let next = heap.pop(); next; next = heap.pop()) {
    const [length, at] = next;
    if (at === to) break;
    if (done.has(at)) continue;
    done.add(at);
    for (const { link, other } of network.around(at)) {
      const weight = weights[link.at];
      if (!weight) continue;
      const through = length + 1 / weight;
      if (through >= (lengths.get(other.at) ?? Number.POSITIVE_INFINITY)) continue;
      lengths.set(other.at, through);
      back.set(other.at, { link, before: at });
      heap.push([through, other.at]);
    }
  }
  const length = lengths.get(to);
  if (length === undefined) return null;
  const way: Way = { nodes: [to], links: [], length };
  for (let at = to; at !== from; ) {
    const step = back.get(at);
    if (!step) return null;
    way.links.unshift(step.link);
    way.nodes.unshift(step.before);
    at = step.before;
  }
  return way;
}
