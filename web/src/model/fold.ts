// Texts as they are compared: one width, one case, Simplified characters, no marks.

import pairs from "virtual:traditional";

const simplified = new Map<string, string>();
for (let at = 0; at + 1 < pairs.length; at += 2) simplified.set(pairs.charAt(at), pairs.charAt(at + 1));

const HAN = /[\u4e00-\u9fff]/g;

/** Traditional characters as Simplified ones; the length stays. */
export const simple = (text: string) => text.replace(HAN, (letter) => simplified.get(letter) ?? letter);

export const fold = (text: string) => simple(text.normalize("NFKC").toLowerCase()).replace(/[\s·•“”"'《》（）()]/g, "");
