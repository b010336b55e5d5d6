// A Vite plugin: which Simplified character each Traditional one stands for, from the program's own table.
//
// `virtual:traditional` gives one text: Traditional, Simplified, Traditional, Simplified …

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../dictionaries/built-in/traditional.tsv", import.meta.url));

export function pairs() {
  const lines = readFileSync(FILE, "utf8").split("\n").map((line) => line.split("\t"));
  return lines.filter((cells) => cells.length === 2 && cells.join("").length === 2).map((cells) => cells.join("")).join("");
}

export function traditionalTable() {
  const name = "virtual:traditional";
  return {
    name: "traditional-table",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(pairs())};` : undefined),
  };
}
