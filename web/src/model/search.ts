// Finds entities by name, alias, or pinyin: `陈红`, `chenhong`, `chm`.

import table from "virtual:pinyin";
import type { Entity, Network } from "./data";

/** The readings of a character, the usual one first. */
function readings(character: string): string[] {
  const code = character.charCodeAt(0) - 0x4e00;
  const usual = table.syllables[Number.parseInt(table.first.slice(code * 2, code * 2 + 2), 36)];
  if (code < 0 || !usual) return /[a-z0-9]/i.test(character) ? [character.toLowerCase()] : [];
  return [usual, ...(table.also[character] ?? []).flatMap((at) => table.syllables[at] ?? [])];
}

/** Whether typed letters spell the name from some character on: each by its initial or its whole syllable. */
function spelt(name: readonly string[][], letters: string, from: number): boolean {
  if (letters === "") return true;
  const here = name[from];
  if (!here) return false;
  if (here.length === 0) return spelt(name, letters, from + 1);
  return here.some((syllable) => {
    for (let length = Math.min(syllable.length, letters.length); length > 0; length--) {
      const whole = length === syllable.length || length === 1 || length === letters.length;
      const initial = length === 2 && /^[zcs]h/.test(syllable);
      if ((whole || initial) && syllable.startsWith(letters.slice(0, length))) {
        if (spelt(name, letters.slice(length), from + 1)) return true;
      }
    }
    return false;
  });
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase().replace(/[\s·•“”"'《》（）()]/g, "");

export interface Hit {
  entity: Entity;
  /** The alias that was found, where it was not the name. */
  alias?: string;
  rank: number;
}

export class Search {
  private readonly folded = new Map<number, { text: string; alias?: string }[]>();
  private readonly sounds = new Map<string, string[][]>();

  constructor(private readonly network: Network) {}

  private texts(entity: Entity) {
    let texts = this.folded.get(entity.at);
    if (!texts) {
      const aliases = (entity.aliases ?? []).map(({ name }) => ({ text: fold(name), alias: name }));
      this.folded.set(entity.at, (texts = [{ text: fold(entity.label) }, ...aliases]));
    }
    return texts;
  }

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
    hits.sort((a, b) => a.rank - b.rank || b.entity.mentions - a.entity.mentions || a.entity.at - b.entity.at);
    return hits.slice(0, most);
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
