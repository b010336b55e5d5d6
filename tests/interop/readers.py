"""Reads graph.graphml and graph.dot with other programs and compares them with graph.json.

    python readers.py ../../graphs

networkx and igraph read the GraphML; Graphviz, Gephi's subset of the language and pydot the DOT.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import igraph
import networkx as nx
import pydot


class Expected:
    """What graph.json says a reader must find."""

    def __init__(self, folder):
        graph = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
        ids = [f"{node['kind']}:{node['name']}" for node in graph["nodes"]]
        assert len(set(ids)) == len(ids), "ids are unique"
        self.scope = graph["meta"]["scope"] + "s"
        self.nodes = dict(zip(ids, graph["nodes"]))
        self.links = {}
        for link in graph["links"]:
            self.links[ends(ids[link["source"]], ids[link["target"]], link["relation"])] = link
        assert len(self.links) == len(graph["links"]), "one link of a relation between two nodes"

    def compare(self, reader, nodes, links):
        """`nodes`: (id, attributes); `links`: (one end, other end, attributes); ids are percent-encoded."""
        nodes = {unquote(name): found for name, found in nodes}
        links = {ends(unquote(one), unquote(other), found["relation"]): found for one, other, found in links}
        same(f"{reader}: ids", set(nodes), set(self.nodes))
        same(f"{reader}: links", set(links), set(self.links))
        for name, node in self.nodes.items():
            found = nodes[name]
            same(f"{reader}: label of {name}", found["label"], node["label"])
            same(f"{reader}: kind of {name}", found["kind"], node["kind"])
            same(f"{reader}: mentions of {name}", int(found["mentions"]), node["mentions"])
            same(f"{reader}: first day of {name}", found.get("first") or None, node.get("first"))
            roles = "|".join(role["text"] for role in node.get("roles", [])) or None
            same(f"{reader}: roles of {name}", found.get("roles") or None, roles)
        for name, link in self.links.items():
            found = links[name]
            weight = float(found["strength"] if "strength" in found else found["weight"])
            same(f"{reader}: weight of {name}", weight, link["weight"])
            if "strength" in found:
                count = link.get(self.scope) or sum(role["count"] for role in link.get("roles", []))
                same(f"{reader}: whole weight of {name}", int(found["weight"]), max(count, 1))
            if link["relation"] == "co-mention":
                same(f"{reader}: npmi of {name}", float(found["npmi"]), link["npmi"])
            else:
                roles = "|".join(role["text"] for role in link["roles"])
                # DOT keeps them under `roles`: a label would be drawn across the nodes.
                same(f"{reader}: label of {name}", found.get("label") or found.get("roles"), roles)
        print(f"{reader}: {len(nodes)} nodes, {len(links)} links, as in graph.json")


def ends(one, other, relation):
    return (*sorted([one, other]), relation)


def same(what, found, expected):
    if found != expected:
        if isinstance(found, set) and isinstance(expected, set):
            found, expected = f"more: {sorted(found - expected)[:3]}", f"less: {sorted(expected - found)[:3]}"
        sys.exit(f"{what}: {found!r}, expected {expected!r}")


def with_networkx(path, expected):
    graph = nx.read_graphml(path)
    assert not graph.is_directed()
    expected.compare(f"networkx {nx.__version__}, GraphML", graph.nodes(data=True), graph.edges(data=True))


def with_igraph(path, expected):
    graph = igraph.Graph.Read_GraphML(str(path))
    assert not graph.is_directed()
    number = lambda value: None if value != value else value
    nodes = ((vertex["id"], vertex.attributes()) for vertex in graph.vs)
    names = graph.vs["id"]
    links = ((names[edge.source], names[edge.target], edge.attributes()) for edge in graph.es)
    nodes = [(name, {key: number(value) for key, value in found.items()}) for name, found in nodes]
    expected.compare(f"igraph {igraph.__version__}, GraphML", nodes, links)


def with_pydot(path, expected):
    (graph,) = pydot.graph_from_dot_data(path.read_text(encoding="utf-8"))
    nodes = ((plain(node.get_name()), plains(node)) for node in graph.get_nodes())
    links = ((plain(edge.get_source()), plain(edge.get_destination()), plains(edge)) for edge in graph.get_edges())
    expected.compare(f"pydot {pydot.__version__}, DOT", nodes, links)


def plain(text):
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text.startswith('"') else text


def plains(item):
    return {key: plain(str(value)) for key, value in item.get_attributes().items()}


GVPR = r"""
BEG_G { string column; }
N {
  printf("N\t%s", $.name);
  for (column = fstAttr($G, "N"); column != ""; column = nxtAttr($G, "N", column))
    if (aget($, column) != "") printf("\t%s\t%s", column, aget($, column));
  printf("\n");
}
E {
  printf("E\t%s\t%s", $.tail.name, $.head.name);
  for (column = fstAttr($G, "E"); column != ""; column = nxtAttr($G, "E", column))
    if (aget($, column) != "") printf("\t%s\t%s", column, aget($, column));
  printf("\n");
}
"""


def with_graphviz(path, expected):
    done = subprocess.run(["gvpr", GVPR, str(path)], capture_output=True, text=True, encoding="utf-8")
    same("gvpr: messages", done.stderr, "")
    nodes, links = [], []
    for line in done.stdout.splitlines():
        sort, *cells = line.split("\t")
        names, cells = cells[: 1 if sort == "N" else 2], cells[1 if sort == "N" else 2 :]
        # Graphviz keeps the escapes of strings it draws.
        found = {key: value.replace("\\\\", "\\") for key, value in zip(cells[::2], cells[1::2])}
        (nodes if sort == "N" else links).append((*names, found))
    expected.compare("Graphviz, DOT", nodes, links)


def drawn(path):
    """A layout, as a picture, without a word on stderr."""
    command = ["sfdp", "-Goverlap=prism", "-Tsvg", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    same("sfdp: messages", (done.returncode, done.stderr), (0, ""))
    assert "</svg>" in done.stdout
    print(f"sfdp: drawn, {len(done.stdout) // 1000} kB of SVG, no warning")


def read_by_gephi(path):
    """Gephi has its own idea of the language: one statement a line, what it cannot read it loses in silence."""
    first, second, *rest, last = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("//") and not first.isascii(), "a Chinese comment tells Gephi the charset"
    same("DOT: frame", (second, last), ("graph {", "}"))
    string = r'"(?:[^"\\\n]|\\.)*"'
    attributes = rf" \[[a-z0-9_]+=(?:{string}|[0-9]+)(?:, [a-z0-9_]+=(?:{string}|[0-9]+))*\];"
    statement = re.compile(rf"{string}(?: -- {string})?{attributes}")
    for line in rest:
        assert statement.fullmatch(line), f"Gephi would not read: {line[:120]}"
        for color in re.findall(r' color=("[^"]*")', line):
            assert re.fullmatch(r'"[01]\.\d+ [01]\.\d+ [01]\.\d+"', color), f"Gephi would not read: {color}"
        for weight in re.findall(r"[\[ ]weight=([^,\]]*)", line):
            assert int(weight) >= 1, "Gephi removes links of weight 0"
    print(f"Gephi's DOT: {len(rest)} statements, each in a form it reads")


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "graphs")
    expected = Expected(folder)
    with_networkx(folder / "graph.graphml", expected)
    with_igraph(folder / "graph.graphml", expected)
    read_by_gephi(folder / "graph.dot")
    with_graphviz(folder / "graph.dot", expected)
    with_pydot(folder / "graph.dot", expected)
    drawn(folder / "graph.dot")


if __name__ == "__main__":
    main()
