// Reads graph.graphml and graph.gexf with the readers of Gephi Lite and compares them with graph.json.
//
//   npm ci && node gephi_lite.mjs ../../graphs

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { MultiGraph } from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";
import { ends, expected, inXml } from "./expected.mjs";

const folder = process.argv[2] ?? "graphs";
const { nodes, links } = expected(folder);

function compare(reader, file, parse) {
  const graph = parse(MultiGraph, readFileSync(`${folder}/${file}`, "utf8"));
  assert.equal(graph.order, nodes.size, "number of nodes");
  assert.equal(graph.size, links.size, "number of links");
  assert.equal(graph.directedSize, 0, "no link has a direction");

  graph.forEachNode((id, found) => {
    const node = nodes.get(decodeURIComponent(id));
    assert.ok(node, `${id} is in graph.json`);
    assert.equal(found.label, inXml(node.label), id);
    assert.equal(found.kind, node.kind, id);
    assert.equal(found.mentions, node.mentions, id);
    assert.equal(found.articles, node.articles, id);
    assert.equal(found.first, node.first, id);
    assert.match(found.color, /^(#[0-9a-f]{6}|rgb\(\d+,\d+,\d+\))$/, id);
    assert.ok(found.size > 0, id);
  });

  graph.forEachEdge((_, found, source, target) => {
    const name = ends(decodeURIComponent(source), decodeURIComponent(target), found.relation);
    const link = links.get(name);
    assert.ok(link, `${name} is in graph.json`);
    assert.equal(found.weight, link.weight, name);
    assert.equal(found.first, link.first, name);
    if (link.relation === "co-mention") {
      assert.equal(found.npmi, link.npmi, name);
      assert.equal(found.articles, link.articles, name);
    } else {
      const words = link.roles.map((role) => inXml(role.text).replaceAll("|", "｜"));
      assert.equal(found.label, words.join("|"), name);
    }
  });

  console.log(`${reader}: ${graph.order} nodes, ${graph.size} links, as in graph.json`);
}

compare("graphology-graphml", "graph.graphml", parseGraphml);
// `guanxi build` writes no GEXF unless it is asked to.
if (existsSync(`${folder}/graph.gexf`)) compare("graphology-gexf", "graph.gexf", parseGexf);
