// Finds what is typed among names, aliases and their sounds, posts, pairs of names, and the words of passages.

import type { Entity, Network } from "./data";
import { fold } from "./fold";
import { readings, spelt } from "./pinyin";

export interface Hit {
  entity: Entity;
  /** The alias that was found, where it was not the name. */
  alias?: string;
  /** The post that was found, where it was no name. */
  post?: string;
  rank: number;
}

interface Text {
  text: string;
  alias?: string;
}

export class Search {
  private readonly folded = new Map<number, Text[]>();
  private readonly posts = new Map<number, { text: string; post: string }[]>();
  private readonly sounds = new Map<string, string[][]>();
  private readonly passages: string[] = [];

  constructor(private readonly network: Network) {}

  private texts(entity: Entity): Text[] {
    let texts = this.folded.get(entity.at);
    if (!texts) {
      const aliases = (entity.aliases ?? []).map(({ name }) => ({ text: fold(name), alias: name }));
      this.folded.set(entity.at, (texts = [{ text: fold(entity.label) }, ...aliases]));
    }
    return texts;
  }

  /** Entities by name, alias or sound. */
  find(query: string, most = 12): Hit[] {
    const wanted = fold(query);
    if (wanted === "") return [];
    const letters = /^[a-zü]+$/.test(wanted) ? wanted.replaceAll("ü", "v") : "";
    const hits: Hit[] = [];
    for (const entity of this.network.nodes) {
      let best: Hit | undefined;
      for (const { text, alias } of this.texts(entity)) {
        const rank = this.rank(text, wanted, letters);
        if (rank < (best?.rank ?? 9)) best = alias === undefined ? { entity, rank } : { entity, alias, rank };
      }
      if (best) hits.push(best);
    }
    return foremost(hits, most);
  }

  /** Entities by a post: `二七区委书记`. */
  holders(query: string, most = 6): Hit[] {
    const wanted = fold(query);
    if (wanted.length < 2) return [];
    const hits: Hit[] = [];
    for (const entity of this.network.nodes) {
      let posts = this.posts.get(entity.at);
      if (!posts) {
        posts = (entity.roles ?? []).map(({ text }) => ({ text: fold(text), post: text }));
        this.posts.set(entity.at, posts);
      }
      const found = posts.find(({ text }) => text === wanted) ?? posts.find(({ text }) => text.includes(wanted));
      if (found) hits.push({ entity, post: found.post, rank: found.text === wanted ? 0 : 1 });
    }
    return foremost(hits, most);
  }

  /** Two names with white space between, where they are linked. */
  pairs(query: string, most = 4): [Entity, Entity][] {
    const words = query.trim().split(/[\s、，,×]+/);
    if (words.length !== 2) return [];
    const [first, second] = words.map((word) => this.find(word, 8).map((hit) => hit.entity));
    const pairs = (first ?? []).flatMap((a) => (second ?? []).map((b): [Entity, Entity] => [a, b]));
    return pairs.filter(([a, b]) => a !== b && this.network.between(a.at, b.at).length > 0).slice(0, most);
  }

  /** The passages that hold what is typed; all words, where there are several. */
  said(query: string): number[] {
    const words = query.trim().split(/\s+/).map(fold).filter((word) => word.length > 1);
    if (words.length === 0) return [];
    const { passages } = this.network;
    for (let at = this.passages.length; at < passages.length; at++) this.passages.push(fold(passages[at]?.text ?? ""));
    const found: number[] = [];
    this.passages.forEach((text, at) => words.every((word) => text.includes(word)) && found.push(at));
    return found;
  }

  /** 0 the whole name, 1 its start, 2 inside it, 3 by sound from the start, 4 by sound inside; 9 not at all. */
  private rank(text: string, wanted: string, letters: string): number {
    if (text === wanted) return 0;
    if (text.startsWith(wanted)) return 1;
    if (text.includes(wanted)) return 2;
    if (letters === "") return 9;
    let sound = this.sounds.get(text);
    if (!sound) this.sounds.set(text, (sound = [...text].map(readings)));
    if (spelt(sound, letters, 0)) return 3;
    if (letters.length < 2) return 9;
    for (let at = 1; at < sound.length; at++) if (spelt(sound, letters, at)) return 4;
    return 9;
  }
}

function foremost(hits: Hit[], most: number): Hit[] {
  hits.sort((a, b) => a.rank - b.rank || b.entity.mentions - a.entity.mentions || a.entity.at - b.entity.at);
  return hits.slice(0, most);
}
