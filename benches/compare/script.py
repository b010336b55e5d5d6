"""What a user writes who wants to know who appears with whom, and knows jieba and networkx: script.py FILE OUT"""

import itertools
import json
import re
import sys

import jieba.posseg
import networkx

KINDS = {"nr": "official", "ns": "place", "nt": "body", "nz": "project"}

graph = networkx.Graph()
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        text = json.loads(line)["text"]
        for sentence in re.split(r"[。！？\n]", text):
            tokens = jieba.posseg.cut(sentence)
            names = {(KINDS[token.flag], token.word) for token in tokens if token.flag in KINDS and len(token.word) > 1}
            for name in names:
                graph.add_node(name[1], kind=name[0])
            for (_, a), (_, b) in itertools.combinations(sorted(names), 2):
                weight = graph.edges[a, b]["weight"] if graph.has_edge(a, b) else 0
                graph.add_edge(a, b, weight=weight + 1)
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(networkx.node_link_data(graph), file, ensure_ascii=False)
