// A Vite plugin: the grammar of plain questions, as `guanxi ask` reads it.

import { readFileSync } from "node:fs";

const NAME = "virtual:grammar";
const FILE = new URL("../../src/ask/grammar.tsv", import.meta.url);

export function grammarTable() {
  return {
    name: "grammar-table",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null;
      const lines = readFileSync(FILE, "utf8").split("\n").filter((line) => line.includes("\t") && !line.startsWith("#"));
      return `export default ${JSON.stringify(lines.map((line) => line.split("\t")))}`;
    },
  };
}
