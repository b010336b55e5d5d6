"""Works the measures of graph.json out again with scipy and networkx, from its counts alone.

    python measures.py ../../graphs

The graph must be one that `guanxi export --measure degree,…` or `guanxi build` put measures into.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

import networkx as nx
from scipy.stats import chi2_contingency


def close(what, found, expected, digits=5):
    """Numbers of graph.json have six digits; a shared last digit is not asked for."""
    if not math.isclose(found, expected, rel_tol=10.0**-digits, abs_tol=10.0**-digits):
        sys.exit(f"{what}: {found!r}, worked out {expected!r}")


def pairs(graph):
    scope = graph["meta"]["scope"] + "s"
    all_units = graph["meta"][scope]
    nodes = graph["nodes"]
    links = [link for link in graph["links"] if link["relation"] == "co-mention"]
    strength, degree = defaultdict(float), Counter()
    for link in links:
        for end in (link["source"], link["target"]):
            strength[end] += link["weight"]
            degree[end] += 1
    for link in links:
        one, other, both = nodes[link["source"]], nodes[link["target"]], link[scope]
        a, b = one[scope], other[scope]
        what = f"{one['name'][:20]} – {other['name'][:20]}"
        table = [[both, a - both], [b - both, all_units - a - b + both]]
        # scipy refuses a table with an empty margin; the ratio is 0 there.
        margins = [a, b, all_units - a, all_units - b]
        g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic if all(margins) else 0.0
        close(f"G² of {what}", link["g2"], g2)
        together = both / all_units
        npmi = math.log(together / (a / all_units * (b / all_units))) / -math.log(together) if together < 1 else 1.0
        close(f"NPMI of {what}", link["npmi"], npmi)
        close(f"Jaccard of {what}", link["jaccard"], both / (a + b - both))
        ends = (link["source"], link["target"])
        stands_out = [(1 - link["weight"] / strength[end]) ** (degree[end] - 1) if degree[end] > 1 else 1.0 for end in ends]
        close(f"p of {what}", link["p"], min(stands_out))
    print(f"scipy: G², NPMI, Jaccard, disparity of {len(links)} links")


def nodes(graph):
    net = nx.Graph()
    net.add_nodes_from(range(len(graph["nodes"])))
    for link in graph["links"]:
        if link["relation"] == "co-mention":
            net.add_edge(link["source"], link["target"], weight=link["weight"])
    attributes = [node["attributes"] for node in graph["nodes"]]
    expected = {
        "degree": dict(net.degree()),
        "strength": dict(net.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(net),
        "pagerank": nx.pagerank(net, alpha=0.85, tol=1e-12, max_iter=1000),
    }
    for name, values in expected.items():
        for at, value in values.items():
            close(f"{name} of {graph['nodes'][at]['name'][:20]}", attributes[at][name], value, 4)
    parts = defaultdict(set)
    for at, found in enumerate(attributes):
        parts[found["component"]].add(at)
    assert sorted(map(sorted, parts.values())) == sorted(map(sorted, nx.connected_components(net))), "components"
    groups = defaultdict(set)
    for at, found in enumerate(attributes):
        groups[found["community"]].add(at)
    if net.number_of_edges():
        own = nx.community.modularity(net, groups.values())
        best = max(nx.community.modularity(net, nx.community.louvain_communities(net, seed=seed)) for seed in range(20))
        assert own >= best - 0.005, f"modularity {own:.4f}, the best of 20 Louvain runs has {best:.4f}"
        print(f"networkx: modularity {own:.4f}, the best of 20 Louvain runs {best:.4f}")
    print(f"networkx: degree, strength, betweenness, PageRank, components of {len(attributes)} nodes")


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "graphs")
    graph = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    pairs(graph)
    nodes(graph)


if __name__ == "__main__":
    main()
