// What graph.json says a reader must find: nodes by id, links by their two ends and relation.

import { readFileSync } from "node:fs";

export function expected(folder) {
  const graph = JSON.parse(readFileSync(`${folder}/graph.json`, "utf8"));
  const ids = graph.nodes.map((node) => `${node.kind}:${node.name}`);
  const nodes = new Map(graph.nodes.map((node, at) => [ids[at], node]));
  const links = new Map(
    graph.links.map((link) => [ends(ids[link.source], ids[link.target], link.relation), link]),
  );
  return { nodes, links };
}

export function ends(one, other, relation) {
  return [...[one, other].sort(), relation].join("\t");
}

/** XML 1.0 has no way to write these characters. */
export function inXml(text) {
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
}
