// The current view as files other programs read: GraphML, GEXF and two tables.

import { countOf, type Network } from "./data";
import type { Shown } from "./choice";
import type { State } from "./state";

type Row = Record<string, string | number>;

/** Characters XML has no way to write become the replacement character. */
const xml = (value: string | number) =>
  String(value)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"'\t\n\r]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** The facts of what is shown, the same for every format. */
export function rows(network: Network, shown: Shown, state: State): { nodes: Row[]; links: Row[] } {
  const nodes = shown.nodes.map((at): Row => {
    const node = network.node(at);
    return {
      id: node.id,
      label: node.label,
      kind: node.kind,
      mentions: shown.mentions.get(at) ?? node.mentions,
      documents: node.documents,
      articles: node.articles,
      first: node.first ?? "",
      last: node.last ?? "",
      aliases: (node.aliases ?? []).map((alias) => alias.name).join("|"),
      roles: (node.roles ?? []).map((role) => role.text).join("|"),
    };
  });
  const links = shown.links.map(({ at, weight, count }): Row => {
    const link = network.link(at);
    return {
      id: String(at),
      source: network.node(link.source).id,
      target: network.node(link.target).id,
      relation: link.relation,
      label: (link.roles ?? []).map((role) => role.text).join("|"),
      weight: Number(weight.toPrecision(9)),
      count,
      articles: countOf(link, "article"),
      npmi: link.npmi ?? "",
      first: link.first ?? "",
      last: link.last ?? "",
      scope: state.scope,
    };
  });
  return { nodes, links };
}

const NUMBERS = new Set(["mentions", "documents", "articles", "weight", "count", "npmi"]);
/** Gephi keeps two links of the same ends apart if they are of two kinds; GraphML and GEXF name it differently. */
const kind = (attribute: string, link: Row) => (link.relation === "post" ? ` ${attribute}="post"` : "");
const facts = (row: Row, without: string[]) =>
  Object.entries(row).filter(([key, value]) => !without.includes(key) && value !== "");

export function graphml({ nodes, links }: ReturnType<typeof rows>): string {
  const keys = (name: "node" | "edge", sample: Row | undefined, without: string[]) =>
    Object.keys(sample ?? {})
      .filter((key) => !without.includes(key))
      .map((key) => {
        const type = NUMBERS.has(key) ? "double" : "string";
        return `  <key id="${name[0]}_${key}" for="${name}" attr.name="${key}" attr.type="${type}"/>\n`;
      })
      .join("");
  const data = (name: "n" | "e", row: Row, without: string[]) =>
    facts(row, without)
      .map(([key, value]) => `<data key="${name}_${key}">${xml(value)}</data>`)
      .join("");
  const ends = ["id", "source", "target"];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
    keys("node", nodes[0], ["id"]),
    keys("edge", links[0], ends),
    '  <graph id="guanxi" edgedefault="undirected">\n',
    ...nodes.map((node) => `    <node id="${xml(node.id ?? "")}">${data("n", node, ["id"])}</node>\n`),
    ...links.map(
      (link) =>
        `    <edge id="e${xml(link.id ?? "")}" source="${xml(link.source ?? "")}" target="${xml(link.target ?? "")}"${kind("label", link)}>` +
        `${data("e", link, ends)}</edge>\n`,
    ),
    "  </graph>\n</graphml>\n",
  ].join("");
}

export function gexf({ nodes, links }: ReturnType<typeof rows>): string {
  const own = { node: ["id", "label"], edge: ["id", "source", "target", "label", "weight"] };
  const declared = (of: "node" | "edge", sample: Row | undefined) => {
    const list = Object.keys(sample ?? {}).filter((key) => !own[of].includes(key));
    const lines = list.map((key) => {
      return `      <attribute id="${key}" title="${key}" type="${NUMBERS.has(key) ? "double" : "string"}"/>\n`;
    });
    return `    <attributes class="${of}">\n${lines.join("")}    </attributes>\n`;
  };
  const values = (of: "node" | "edge", row: Row) => {
    const list = facts(row, own[of]).map(([key, value]) => `<attvalue for="${key}" value="${xml(value)}"/>`);
    return list.length > 0 ? `<attvalues>${list.join("")}</attvalues>` : "";
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n',
    '  <graph defaultedgetype="undirected">\n',
    declared("node", nodes[0]),
    declared("edge", links[0]),
    "    <nodes>\n",
    ...nodes.map((node) => {
      return `      <node id="${xml(node.id ?? "")}" label="${xml(node.label ?? "")}">${values("node", node)}</node>\n`;
    }),
    "    </nodes>\n    <edges>\n",
    ...links.map((link) => {
      const label = link.label ? ` label="${xml(link.label)}"` : "";
      const ends = `source="${xml(link.source ?? "")}" target="${xml(link.target ?? "")}"`;
      return `      <edge id="${xml(link.id ?? "")}" ${ends}${label}${kind("kind", link)} weight="${link.weight}">${values("edge", link)}</edge>\n`;
    }),
    "    </edges>\n  </graph>\n</gexf>\n",
  ].join("");
}

/** A table with commas; a cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csv(table: Row[]): string {
  const cell = (value: string | number) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const head = Object.keys(table[0] ?? {});
  const lines = [head, ...table.map((row) => head.map((key) => row[key] ?? ""))];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
