// Reads files with the readers of Gephi Lite; prints as JSON what each failed with, null where it did not.
//
//   node faults.mjs ../doctor/*.graphml ../doctor/*.gexf

import { readFileSync } from "node:fs";
import { MultiGraph } from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";

const told = {};
for (const path of process.argv.slice(2)) {
  const parse = path.endsWith(".gexf") ? parseGexf : parseGraphml;
  try {
    parse(MultiGraph, readFileSync(path, "utf8"));
    told[path] = null;
  } catch (error) {
    told[path] = String(error);
  }
}
console.log(JSON.stringify(told));
