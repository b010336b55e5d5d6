// What is new since the build that was looked at before: names, posts and pairs of officials and projects, as figures short enough
// for a browser to keep.

import { countOf, type Entity, type Link, type Network, type Role } from "./data";

/** How often each thing was there, by a number made of what it is. */
export type Facts = Map<number, number>;

export interface News {
  names: Entity[];
  pairs: Link[];
  posts: { who: Entity; role: Role }[];
  /** Pairs that more articles name, and how many did before. */
  grown: { link: Link; before: number }[];
}

/** A number that depends on the text alone (FNV-1a). */
function number(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** Spreads what differs in a few bits over all of them. */
function mixed(hash: number): number {
  let all = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  all = Math.imul(all ^ (all >>> 13), 0xc2b2ae35);
  return (all ^ (all >>> 16)) >>> 0;
}

interface Fact {
  key: number;
  count: number;
}

const subject = ({ kind }: Entity) => kind === "official" || kind === "project";
const nameOf = (entity: Entity): Fact => ({ key: number(`name ${entity.id}`), count: entity.mentions });
const postOf = (entity: Entity, role: Role): Fact => ({ key: number(`post ${entity.id} ${role.text}`), count: role.count });

/** The links of officials with projects; every page holds all of these. */
function* pairsOf(network: Network): Generator<Fact & { link: Link }> {
  const keys = network.nodes.map((node) => (subject(node) ? number(node.id) : 0));
  for (const link of network.links) {
    if (link.relation !== "co-mention") continue;
    const [a, b] = [network.node(link.source), network.node(link.target)];
    if (a.kind === b.kind || !subject(a) || !subject(b)) continue;
    const [official, project] = a.kind === "official" ? [a, b] : [b, a];
    yield { link, key: mixed((keys[official.at] ?? 0) ^ Math.imul(keys[project.at] ?? 0, 0x9e3779b1)), count: countOf(link, "article") };
  }
}

export function factsOf(network: Network): Facts {
  const facts: Facts = new Map();
  const put = ({ key, count }: Fact) => facts.set(key, count);
  for (const node of network.nodes) {
    if (!subject(node)) continue;
    put(nameOf(node));
    for (const role of node.roles ?? []) put(postOf(node, role));
  }
  for (const pair of pairsOf(network)) put(pair);
  return facts;
}

/** What of a graph was not there before, or less of it. */
export function newsOf(network: Network, before: Facts): News {
  const news: News = { names: [], pairs: [], posts: [], grown: [] };
  for (const node of network.nodes) {
    if (!subject(node)) continue;
    if (!before.has(nameOf(node).key)) news.names.push(node);
    for (const role of node.roles ?? []) if (!before.has(postOf(node, role).key)) news.posts.push({ who: node, role });
  }
  for (const { link, key, count } of pairsOf(network)) {
    const was = before.get(key);
    if (was === undefined) news.pairs.push(link);
    else if (count > was) news.grown.push({ link, before: was });
  }
  return news;
}

interface Seen {
  /** The day it was first looked at. */
  day: string;
  facts: string;
}

/** Facts as text: pairs of 32 bits, in the order of their numbers. */
function packed(facts: Facts): string {
  const sorted = [...facts].sort(([a], [b]) => a - b);
  const bytes = new Uint8Array(Uint32Array.from(sorted.flat()).buffer);
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
}

function unpacked(text: string): Facts {
  const letters = atob(text);
  const bytes = Uint8Array.from({ length: letters.length }, (_, at) => letters.charCodeAt(at));
  const numbers = new Uint32Array(bytes.buffer);
  return new Map(Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0]));
}

/** A build looked at before, with the day of that. */
export interface Before {
  day: string;
  facts: Facts;
}

/** Notes that this build was looked at; the one before it, if this browser saw another. */
export function lookedAt(network: Network, key: string, today: string): Before | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]") as Seen[];
    let [now, before] = kept;
    const facts = packed(factsOf(network));
    if (now?.facts !== facts) {
      [now, before] = [{ day: today, facts }, now];
      localStorage.setItem(key, JSON.stringify(before ? [now, before] : [now]));
    }
    return before ? { day: before.day, facts: unpacked(before.facts) } : null;
  } catch {
    // A browser that keeps nothing knows of no build before.
    return null;
  }
}
