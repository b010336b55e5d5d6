"""What graph.json says a reader must find, and how names come through formats that cannot write all letters."""

import json
import re
import sys
import unicodedata
from urllib.parse import unquote


def as_it_is(text):
    return text


def inert(text):
    """Left out of every format that has no escape for them (docs/formats.md)."""
    return re.sub("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufdd0-\ufdef\ufffe\uffff]", "", text)


def in_xml(text):
    """XML 1.0 has no way to write these."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", inert(text))


def without_controls(text):
    return "".join(c for c in inert(text) if c == "\n" or unicodedata.category(c) != "Cc")


class Expected:
    def __init__(self, folder):
        graph = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
        ids = [f"{node['kind']}:{node['name']}" for node in graph["nodes"]]
        assert len(set(ids)) == len(ids), "ids are unique"
        self.graph = graph
        self.ids = ids
        self.scope = graph["meta"]["scope"] + "s"
        self.nodes = dict(zip(ids, graph["nodes"]))
        self.links = {}
        for link in graph["links"]:
            self.links[ends(ids[link["source"]], ids[link["target"]], link["relation"])] = link
        assert len(self.links) == len(graph["links"]), "one link of a relation between two nodes"

    def compare(self, reader, nodes, links, clean=as_it_is, bar="|"):
        """`nodes`: (id, attributes); `links`: (one end, other end, attributes); ids are percent-encoded.

        `clean` is what the format makes of a text, `bar` what stands between the words of a list.
        """
        nodes = {unquote(name): found for name, found in nodes}
        links = {ends(unquote(one), unquote(other), found["relation"]): found for one, other, found in links}
        same(f"{reader}: ids", set(nodes), set(self.nodes))
        same(f"{reader}: links", set(links), set(self.links))
        words = lambda row, name: listed(row.get(name), clean, bar)
        for name, node in self.nodes.items():
            found = nodes[name]
            same(f"{reader}: label of {name}", found["label"], clean(node["label"]))
            same(f"{reader}: kind of {name}", found["kind"], node["kind"])
            same(f"{reader}: mentions of {name}", int(found["mentions"]), node["mentions"])
            same(f"{reader}: first day of {name}", found.get("first") or None, node.get("first"))
            same(f"{reader}: last day of {name}", found.get("last") or None, node.get("last"))
            same(f"{reader}: roles of {name}", joined(found.get("roles"), bar), words(node, "roles"))
        for name, link in self.links.items():
            found = links[name]
            weight = float(found["strength"] if "strength" in found else found["weight"])
            same(f"{reader}: weight of {name}", weight, link["weight"])
            same(f"{reader}: first day of {name}", found.get("first") or None, link.get("first"))
            if "strength" in found:
                count = link.get(self.scope) or sum(role["count"] for role in link.get("roles", []))
                same(f"{reader}: whole weight of {name}", int(found["weight"]), max(count, 1))
            if link["relation"] == "co-mention":
                for measure in ["npmi", "g2", "jaccard", "p"]:
                    same(f"{reader}: {measure} of {name}", float(found[measure]), link[measure])
            else:
                # DOT keeps them under `roles`: a label would be drawn across the nodes.
                label = found.get("label") or found.get("roles")
                same(f"{reader}: label of {name}", joined(label, bar), words(link, "roles"))
        print(f"{reader}: {len(nodes)} nodes, {len(links)} links, as in graph.json")


def listed(rows, clean, bar):
    """The words of a list as one string: what parts them is written wide inside them."""
    wide = {"|": "｜", ";": "；"}[bar]
    return bar.join(clean(row["text"]).replace(bar, wide) for row in rows or []) or None


def joined(found, bar):
    if isinstance(found, list):
        return bar.join(word.replace("|", "｜") for word in found) or None
    return found or None


def ends(one, other, relation):
    return (*sorted([one, other]), relation)


def same(what, found, expected):
    if found != expected:
        if isinstance(found, set) and isinstance(expected, set):
            found, expected = f"more: {sorted(found - expected)[:3]}", f"less: {sorted(expected - found)[:3]}"
        short = lambda text: text if len(text) < 300 else f"{text[:150]} … {text[-100:]} ({len(text)})"
        sys.exit(f"{short(what)}: {short(repr(found))}, expected {short(repr(expected))}")
