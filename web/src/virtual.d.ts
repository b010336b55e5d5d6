declare module "virtual:pinyin" {
  const table: { syllables: string[]; first: string; also: Record<string, number[]> };
  export default table;
}

declare module "virtual:traditional" {
  const pairs: string;
  export default pairs;
}

declare module "virtual:grammar" {
  const lines: [string, string][];
  export default lines;
}

declare module "graphology-layout-forceatlas2/iterate" {
  const iterate: (settings: object, nodes: Float32Array, edges: Float32Array) => void;
  export default iterate;
}

declare module "graphology-layout-forceatlas2/helpers" {
  import type Graph from "graphology";
  const helpers: {
    graphToByteArrays(
      graph: Graph,
      weight: (edge: string, data: Record<string, unknown>) => number,
    ): { nodes: Float32Array; edges: Float32Array };
    assignLayoutChanges(graph: Graph, nodes: Float32Array): void;
  };
  export default helpers;
}

declare module "*.css";
