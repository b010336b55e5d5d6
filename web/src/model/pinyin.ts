// Whether typed letters spell a name: `chenhong`, `chm`.

import table from "virtual:pinyin";

/** The readings of a character, the usual one first. */
export function readings(character: string): string[] {
  const code = character.charCodeAt(0) - 0x4e00;
  const usual = table.syllables[Number.parseInt(table.first.slice(code * 2, code * 2 + 2), 36)];
  if (code < 0 || !usual) return /[a-z0-9]/i.test(character) ? [character.toLowerCase()] : [];
  return [usual, ...(table.also[character] ?? []).flatMap((at) => table.syllables[at] ?? [])];
}

/** Whether typed letters spell the name from some character on: each by its initial or its whole syllable. */
export function spelt(name: readonly string[][], letters: string, from: number): boolean {
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
