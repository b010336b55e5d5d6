// Questions in plain Chinese, read by the grammar of `guanxi ask` (src/ask/grammar.tsv).

import grammar from "virtual:grammar";
import { KINDS, type Kind } from "./data";

export type Asks = "with" | "with-any" | "about" | "path" | "common" | "timeline" | "top" | "matrix";

export interface Question {
  asks: Asks;
  x?: string;
  y?: string;
  /** The kind asked for; null for any. */
  kind: Kind | null;
}

interface Slots {
  x?: string;
  y?: string;
  kind?: Kind;
}

const NOT_ASKED = ["谁", "什么", "哪些", "哪个", "哪几", "怎么", "如何"];
const MOST = 64;
const LONGEST = 200;

const ASKS: readonly string[] = ["with", "with-any", "about", "path", "common", "timeline", "top", "matrix"];
const isAsks = (word: string): word is Asks => ASKS.includes(word);
const words = (of: string) => grammar.filter(([first]) => first === of).flatMap(([, rest]) => rest.split("|"));
const WORDS: Record<string, string[]> = { WHO: words("who"), 和: words("and") };

/** A name is no question word, and as long as names are. */
const isName = (name: string) => !NOT_ASKED.some((word) => name.includes(word)) && [...name].length >= 2 && [...name].length <= 60;

/** Finds every way the elements take up the whole text. */
function fit(elements: readonly string[], text: string, slots: Slots, found: Slots[]): void {
  if (found.length >= MOST) return;
  const [element, ...rest] = elements;
  if (element === undefined) {
    if (text === "") found.push(slots);
    return;
  }
  const strip = (word: string, more: Slots = slots) => {
    const left = text.trimStart();
    if (left.startsWith(word)) fit(rest, left.slice(word.length), more, found);
  };
  if (element === "X" || element === "Y") {
    for (let end = 1; end <= text.length; end++) {
      const name = text.slice(0, end).trim();
      if (isName(name)) fit(rest, text.slice(end), { ...slots, [element === "X" ? "x" : "y"]: name }, found);
    }
  } else if (element === "K") {
    for (const kind of KINDS) for (const word of words(`kind:${kind}`)) strip(word, { ...slots, kind });
  } else for (const word of WORDS[element] ?? element.split("|")) strip(word);
}

/** Every reading of a sentence, likeliest first; none if no pattern fits. */
export function readings(sentence: string): Question[] {
  if ([...sentence].length > LONGEST) return [];
  const trim = (text: string) => text.replace(/^[\s？?。．.！!，,：:]+|[\s？?。．.！!，,：:]+$/g, "");
  let asked = trim(sentence);
  for (const polite of words("polite")) if (asked.startsWith(polite)) asked = trim(asked.slice(polite.length));
  return grammar.flatMap(([first, pattern]) => {
    if (!isAsks(first)) return [];
    const found: Slots[] = [];
    fit(pattern.split(" "), asked, {}, found);
    return found.map(({ x, y, kind }) => ({ asks: first, x, y, kind: first === "with-any" ? null : (kind ?? "official") }));
  });
}
