"""Reads graph.graphml and graph.dot with other programs and compares them with graph.json.

    python readers.py ../../graphs

networkx and igraph read the GraphML; Graphviz, Gephi's subset of the language and pydot the DOT.
"""

import re
import subprocess
import sys
from pathlib import Path

import igraph
import networkx as nx
import pydot

from expected import Expected, in_xml, same, without_controls


def with_networkx(path, expected):
    graph = nx.read_graphml(path)
    assert not graph.is_directed()
    expected.compare(f"networkx {nx.__version__}, GraphML", graph.nodes(data=True), graph.edges(data=True), in_xml)


def with_igraph(path, expected):
    graph = igraph.Graph.Read_GraphML(str(path))
    assert not graph.is_directed()
    number = lambda value: None if value != value else value
    nodes = ((vertex["id"], vertex.attributes()) for vertex in graph.vs)
    names = graph.vs["id"]
    links = ((names[edge.source], names[edge.target], edge.attributes()) for edge in graph.es)
    nodes = [(name, {key: number(value) for key, value in found.items()}) for name, found in nodes]
    expected.compare(f"igraph {igraph.__version__}, GraphML", nodes, links, in_xml)


def with_pydot(path, expected):
    (graph,) = pydot.graph_from_dot_data(path.read_text(encoding="utf-8"))
    nodes = ((plain(node.get_name()), plains(node)) for node in graph.get_nodes())
    links = ((plain(edge.get_source()), plain(edge.get_destination()), plains(edge)) for edge in graph.get_edges())
    expected.compare(f"pydot {pydot.__version__}, DOT", nodes, links, without_controls)


def plain(text):
    return unescaped(text[1:-1]) if text.startswith('"') else text


def unescaped(text):
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


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
        found = {key: unescaped(value) for key, value in zip(cells[::2], cells[1::2])}
        (nodes if sort == "N" else links).append((*names, found))
    expected.compare("Graphviz, DOT", nodes, links, without_controls)


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
