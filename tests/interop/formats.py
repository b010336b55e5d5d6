"""Reads the other formats with other programs and compares them with graph.json.

    python formats.py ../../graphs

networkx reads GEXF and node-link JSON; Python's csv the tables for Gephi and for neo4j-admin; rapper the Turtle.
"""

import csv
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import networkx as nx

from expected import Expected, as_it_is, ends, in_xml, same, without_controls


def with_gexf(path, expected):
    graph = nx.read_gexf(path)
    assert not graph.is_directed()
    reader = f"networkx {nx.__version__}, GEXF"
    expected.compare(reader, graph.nodes(data=True), graph.edges(data=True), in_xml)
    for name, found in graph.nodes(data=True):
        days = [date for date, *_ in expected.nodes[unquote(name)].get("days", [])]
        same(f"{reader}: spells of {name}", found.get("spells", []), [(day, day) for day in days])
    print(f"{reader}: spells as in graph.json")


def days_in_gexf(path, expected):
    """No reader but Gephi takes a weight by day, so it is read as the XML it is."""
    space = "{http://gexf.net/1.3}"
    names = {id(link): name for name, link in expected.links.items()}
    told = 0
    for link, edge in zip(expected.graph["links"], ElementTree.parse(path).iter(f"{space}edge")):
        timed = [value for value in edge.iter(f"{space}attvalue") if value.get("for") == "weight"]
        found = [(float(value.get("value")), value.get("start"), value.get("end")) for value in timed]
        days = [(weight, date, date) for date, *_, weight in link.get("days", [])]
        if days:
            told += 1
            same(f"GEXF: weight by day of {names[id(link)]}", found, days)
    print(f"GEXF: weights by day of {told} links, as in graph.json")


def with_node_link(path, expected):
    graph = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="links")
    assert not graph.is_directed()
    links = ((one, other, found) for one, other, found in graph.edges(data=True))
    nodes = graph.nodes(data=True)
    expected.compare(f"networkx {nx.__version__}, node-link JSON", nodes, links, as_it_is)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def in_sheet(text):
    """Spreadsheets run what begins like a formula; an apostrophe before it makes it text."""
    text = without_controls(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def with_tables(folder, expected):
    nodes = [(row["Id"], {**row, "label": row["Label"]}) for row in rows(folder / "graph.nodes.csv")]
    links = [
        (row["Source"], row["Target"], {**row, "weight": row["Weight"], "label": row["Label"]})
        for row in rows(folder / "graph.edges.csv")
    ]
    expected.compare("csv, tables for Gephi", nodes, links, in_sheet)


def with_neo4j(folder, expected):
    plain = lambda row: {re.sub(":.*", "", key): value for key, value in row.items()}
    nodes = []
    for row in rows(folder / "graph.neo4j.nodes.csv"):
        found = plain(row)
        nodes.append((found["id"], {**found, "label": found["name"]}))
    links = [(row[":START_ID"], row[":END_ID"], plain(row)) for row in rows(folder / "graph.neo4j.edges.csv")]
    on_one_line = lambda text: in_sheet(text).replace("\n", " ")
    expected.compare("csv, tables for neo4j-admin", nodes, links, on_one_line, ";")


OWN = "urn:guanxi:vocabulary#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TRIPLE = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@zh|\^\^<[^>]*>)?) \.')


def with_rapper(path, expected):
    done = subprocess.run(["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(path)], capture_output=True, check=True)
    same("rapper: messages", done.stderr, b"")
    facts = defaultdict(lambda: defaultdict(list))
    for line in done.stdout.decode("utf-8").splitlines():
        subject, predicate, thing, words = TRIPLE.fullmatch(line).groups()
        thing = json_words(words) if thing is None else iri(thing)
        facts[iri(subject)][predicate].append(thing)
    # The ids of all formats are percent-encoded themselves.
    entity = lambda name: unquote(name.removeprefix("urn:guanxi:entity:"))
    nodes = {entity(name): found for name, found in facts.items() if name.startswith("urn:guanxi:entity:")}
    same("rapper: entities", set(nodes), set(expected.nodes))
    for name, node in expected.nodes.items():
        found = nodes[name]
        same(f"rapper: label of {name}", found[LABEL], [in_xml(node["label"])])
        same(f"rapper: mentions of {name}", [int(word) for word in found[OWN + "mentions"]], [node["mentions"]])
        same(f"rapper: first day of {name}", found[OWN + "first"], [node["first"]] if "first" in node else [])
    links = {}
    for name, found in facts.items():
        if name.startswith("urn:guanxi:co-mention:"):
            one, other = map(entity, found[OWN + "between"])
            links[ends(one, other, "co-mention")] = found
    of_counts = {name: link for name, link in expected.links.items() if link["relation"] == "co-mention"}
    same("rapper: co-mentions", set(links), set(of_counts))
    for name, link in of_counts.items():
        for measure in ["weight", "npmi", "g2", "jaccard", "p"]:
            same(f"rapper: {measure} of {name}", [float(word) for word in links[name][OWN + measure]], [link[measure]])
        proofs = links[name]["http://www.w3.org/ns/prov#wasDerivedFrom"]
        assert proofs and all(proof in facts for proof in proofs), f"rapper: evidence of {name}"
    posts = sum(1 for name in facts if name.startswith("urn:guanxi:membership:"))
    same("rapper: posts", posts, sum(len(node.get("roles", [])) for node in expected.nodes.values()))
    print(f"rapper, Turtle: {len(nodes)} entities, {len(links)} co-mentions, {posts} posts, as in graph.json")


def iri(text):
    return unquote(json_words(text))


def json_words(words):
    """The escapes of N-Triples are those of JSON, and \\U with eight digits."""
    words = re.sub(r"\\U([0-9A-Fa-f]{8})", lambda match: chr(int(match[1], 16)), words)
    return json.loads(f'"{words}"', strict=False)


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "graphs")
    expected = Expected(folder)
    with_gexf(folder / "graph.gexf", expected)
    days_in_gexf(folder / "graph.gexf", expected)
    with_node_link(folder / "graph.node-link.json", expected)
    with_tables(folder, expected)
    with_neo4j(folder, expected)
    with_rapper(folder / "graph.ttl", expected)


if __name__ == "__main__":
    main()
