// The program and the page choose alike what is drawn first: `src/graph/prune/shown.rs` lays out what `web/src/model/choice.ts` draws.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { exported, program, scratch, seeds, setting } from "./browser.mjs";
import { large, withPosts } from "./large.mjs";

const { on } = setting();
const folder = scratch();

/** What a page of the program holds, and the ids of those it has laid out. */
function held(path) {
  const data = JSON.parse(/id="graph-data">([\s\S]*?)<\/script>/.exec(readFileSync(path, "utf8"))[1]);
  const graph = data.graph ?? JSON.parse(gunzipSync(Buffer.from(data.packed, "base64")));
  return data.places.map(([at]) => graph.nodes[at]).map(({ kind, name, home }) => `${kind}:${name}${home === undefined ? "" : `@${home}`}`);
}

/** Small groups beside a large one, posts among the links, people without a post, and links of one weight. */
function mixed() {
  const graph = withPosts(large(400, 3000));
  const node = (kind, name) => graph.nodes.push({ kind, name, label: name, mentions: 1, documents: 1, sentences: 1, paragraphs: 1, articles: 1 }) - 1;
  const link = (source, target, weight) => graph.links.push({ source, target, relation: "co-mention", sentences: 1, paragraphs: 1, articles: 1, weight });
  for (let at = 0; at < 20; at++) link(node("official", `孤${at}`), node("project", `独${at}工程`), 1);
  for (let at = 0; at < 20; at++) link(at, node("person", `民${at}`), 5);
  graph.links.slice(0, 200).forEach((one) => (one.weight = 0.5));
  for (let at = 0; at < 20; at++) Object.assign(graph.links[at * 7], { relation: "post", roles: [{ text: `第${at}局局长`, count: 1 }] });
  return graph;
}

/** Bodies and places alone: no officials with projects make the picture. */
function bodies() {
  const graph = large(300, 2500);
  graph.links = graph.links.filter(({ source, target }) => ![graph.nodes[source].kind, graph.nodes[target].kind].includes("project"));
  return graph;
}

const MADE = { mixed, bodies, "fifteen-hundred": () => large(1500, 20_000), "four-thousand": () => large(4000, 130_000), few: () => large(40, 60) };

const same = async (page, path) => {
  const [nodes] = await exported(page, "CSV", 2);
  const drawn = nodes.toString("utf8").replace("\ufeff", "").trim().split("\r\n").slice(1).map((line) => line.split(",")[0]);
  assert.ok(drawn.length > 5);
  assert.deepEqual(drawn.toSorted(), held(path).toSorted());
};

on("the seeds are laid out as they are drawn", () => seeds().url, {}, (page) => same(page, join(seeds().folder, "graph.html")));

for (const [name, make] of Object.entries(MADE)) {
  const path = join(folder, `${name}.html`);
  const write = () => {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(make()));
    execFileSync(program, ["export", join(folder, `${name}.json`), "-o", path, "--compute", "none"], { stdio: "pipe" });
    return `file://${path}`;
  };
  on(`a made graph (${name}) is laid out as it is drawn`, write, {}, (page) => same(page, path));
}
