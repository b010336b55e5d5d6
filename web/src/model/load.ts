// What stands in the page: a graph as it is, a packed one (gzip in base64), or where to ask for one.

import type { GraphFile, Whole } from "./data";
import type { Hello } from "./served";

/** Where those stand that are drawn at first: the position of each in the graph, x and y. */
export type Places = [number, number, number][];

export type Held = ({ whole: Whole; graph: GraphFile } | { whole: Whole; packed: string } | Hello) & { places?: Places };

/** Browsers of the last year do it at once. */
const AT_ONCE = Uint8Array as unknown as { fromBase64?(text: string): Uint8Array<ArrayBuffer> };

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  if (AT_ONCE.fromBase64) return AT_ONCE.fromBase64(base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** The graph of a page that holds one. */
export async function graphOf(held: Exclude<Held, Hello>): Promise<GraphFile> {
  if ("graph" in held) return held.graph;
  const stream = new Blob([bytesOf(held.packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as GraphFile;
}
