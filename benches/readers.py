#!/usr/bin/env python3
"""Times igraph on what `cargo bench --bench writers -- DIR` left in DIR: CPU seconds to read and write."""
import sys
import time

import igraph

folder = sys.argv[1]
for name in ("full", "bare"):
    start = time.process_time()
    graph = igraph.Graph.Read_GraphML(f"{folder}/{name}.graphml")
    seconds = time.process_time() - start
    print(f"{name}: igraph reads GraphML  {seconds:6.2f} s  {graph.vcount()} nodes, {graph.ecount()} links")
    start = time.process_time()
    graph.write_graphml(f"{folder}/igraph.graphml")
    print(f"{name}: igraph writes GraphML {time.process_time() - start:6.2f} s")
# The least a graph can carry.
for column in set(graph.vs.attributes()) - {"label"}:
    del graph.vs[column]
for column in set(graph.es.attributes()) - {"weight"}:
    del graph.es[column]
start = time.process_time()
graph.write_graphml(f"{folder}/igraph.graphml")
print(f"names and weights alone: igraph writes GraphML {time.process_time() - start:6.2f} s")
start = time.process_time()
igraph.Graph.Read_GraphML(f"{folder}/igraph.graphml")
print(f"names and weights alone: igraph reads GraphML  {time.process_time() - start:6.2f} s")
