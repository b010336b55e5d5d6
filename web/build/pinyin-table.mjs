// A Vite plugin: how every common character is read, as one short text, for the search by pinyin.
//
// `virtual:pinyin` gives `syllables` (without tones), `first` (one reading for each character from 一 on, two
// letters in base 36) and `also` (further readings of everyday characters, among them those of surnames).

import { pinyin } from "pinyin-pro";

const FIRST = 0x4e00;
const LAST = 0x9fa5;

const plain = (syllable) => syllable.replaceAll("ü", "v").replace(/[^a-z]/g, "");

/** The 3,755 characters of GB 2312's first level: the everyday ones. */
function everyday() {
  const decoder = new TextDecoder("gb2312");
  const found = new Set();
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) found.add(decoder.decode(new Uint8Array([row, cell])));
  }
  return found;
}

export function table() {
  const common = everyday();
  const syllables = new Map([["", 0]]);
  const number = (syllable) => {
    if (!syllables.has(syllable)) syllables.set(syllable, syllables.size);
    return syllables.get(syllable);
  };
  let first = "";
  const also = {};
  for (let code = FIRST; code <= LAST; code++) {
    const character = String.fromCharCode(code);
    const [reading = ""] = pinyin(character, { toneType: "none", type: "array", v: true });
    const main = /^[a-z]+$/.test(plain(reading)) ? plain(reading) : "";
    first += number(main).toString(36).padStart(2, "0");
    if (!common.has(character)) continue;
    const many = pinyin(character, { toneType: "none", type: "array", multiple: true, v: true }).map(plain);
    const surname = pinyin(character, { toneType: "none", type: "array", surname: "all", v: true }).map(plain);
    const others = [...new Set([...many, ...surname])].filter((other) => other && other !== main);
    if (others.length > 0) also[character] = others.map(number);
  }
  return { syllables: [...syllables.keys()], first, also };
}

export function pinyinTable() {
  const name = "virtual:pinyin";
  return {
    name: "pinyin-table",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(table())};` : undefined),
  };
}
