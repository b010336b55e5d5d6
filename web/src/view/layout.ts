// Where entities stand: ForceAtlas2 in short slices between frames, then a little room between neighbours.
//
// Starting places come from the names, so the same graph looks the same at every opening.

import type Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import helpers from "graphology-layout-forceatlas2/helpers";
import iterate from "graphology-layout-forceatlas2/iterate";
import noverlap from "graphology-layout-noverlap";

/** A number in 0..1 that depends on the text alone (FNV-1a). */
export function chance(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) / 4294967296;
}

/** A place in a disc for an entity that has none. */
export function place(id: string, spread: number): { x: number; y: number } {
  const angle = 2 * Math.PI * chance(id, 1);
  const distance = spread * Math.sqrt(chance(id, 2));
  return { x: distance * Math.cos(angle), y: distance * Math.sin(angle) };
}

/** More than this stand where they stand. */
const MOST_ROOM = 2000;

export class Layout {
  private frame = 0;

  constructor(private readonly graph: Graph) {}

  /** Moves everything to its place; `done` once it stands still. */
  run(quiet: boolean, done: () => void): void {
    this.stop();
    const { graph } = this;
    const order = graph.order;
    if (order < 2) return done();
    const { nodes, edges } = helpers.graphToByteArrays(graph, (_, data) => data.pull as number);
    const settings = {
      ...forceAtlas2.inferSettings(order),
      linLogMode: false,
      outboundAttractionDistribution: true,
      adjustSizes: false,
      edgeWeightInfluence: 1,
      strongGravityMode: true,
      gravity: 0.04,
      scalingRatio: 12,
      barnesHutOptimize: order > 600,
      barnesHutTheta: 0.8,
    };
    const rounds = order > 5000 ? 120 : order > 1500 ? 220 : 500;
    let round = 0;
    const some = (milliseconds: number) => {
      const until = performance.now() + milliseconds;
      while (round < rounds && performance.now() < until) {
        iterate(settings, nodes, edges);
        round++;
      }
    };
    const assign = () => helpers.assignLayoutChanges(graph, nodes);
    const step = () => {
      some(quiet ? 30 : 12);
      const over = round >= rounds;
      if (!quiet || over) assign();
      if (!over) {
        this.frame = requestAnimationFrame(step);
        return;
      }
      this.frame = 0;
      this.makeRoom();
      done();
    };
    // A small network is ready before it is first seen; a large one is seen first.
    if (order <= 1500) some(350);
    assign();
    this.frame = requestAnimationFrame(step);
  }

  /** Moves apart what lies one over another. */
  makeRoom(): void {
    const { graph } = this;
    if (graph.order > MOST_ROOM) return;
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    graph.forEachNode((_, { x, y }) => {
      least = Math.min(least, x, y);
      most = Math.max(most, x, y);
    });
    // Sizes are of the screen, positions of the layout: some 700 pixels show all of it.
    const scale = (most - least) / 700;
    if (!(scale > 0)) return;
    const places = noverlap(graph, {
      maxIterations: 60,
      inputReducer: (_, data) => ({ x: data.x / scale, y: data.y / scale, size: data.size }),
      outputReducer: (_, { x, y }) => ({ x: x * scale, y: y * scale }),
      settings: { margin: 4, ratio: 1.1, speed: 3, gridSize: 20 },
    });
    graph.updateEachNodeAttributes(
      (id, data) => (data.fixed ? data : { ...data, ...places[id] }),
      { attributes: ["x", "y"] },
    );
  }

  stop(): void {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = 0;
  }
}
