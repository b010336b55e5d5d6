// What a reviewer looks over, in one queue: those first where a mistake would touch most mentions.

import { alike, type Alike } from "./alike";
import type { Network } from "./data";
import type { DoubtfulName, DoubtfulPost, Doubts } from "./served";

export type Item = { weight: number } & (
  | { what: "alike"; alike: Alike }
  | { what: "post"; post: DoubtfulPost }
  | { what: "name" | "mention"; name: DoubtfulName }
);

export const WHATS = ["alike", "name", "mention", "post"] as const;

/** How often such a thing turned out wrong, roughly; it only orders the queue. */
const LIKELY = { sound: 0.4, letter: 0.4, part: 0.15, shared: 0.5, surmised: 0.2 } as const;

/** Pairs that look alike count what stands under the rarer name, posts what states them, names what is probably wrong of them. */
export function queue(network: Network, doubts: Doubts): Item[] {
  const pairs = alike(network).map((one): Item => ({ what: "alike", alike: one, weight: LIKELY[one.why] * Math.min(one.a.mentions, one.b.mentions) }));
  const posts = doubts.posts.rows.map((post): Item => ({ what: "post", post, weight: LIKELY[post.others.length > 0 ? "shared" : "surmised"] * post.post.count }));
  const names = doubts.names.map((name): Item => ({ what: name.alone ? "mention" : "name", name, weight: name.wrong }));
  return [...pairs, ...posts, ...names].sort((a, b) => b.weight - a.weight);
}
