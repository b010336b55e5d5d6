"""The graph as Python people like it: tables, networkx, answers, files, a picture."""

from collections import namedtuple

import pyarrow as pa

from ._guanxi import RawGraph
from ._picture import picture

Tables = namedtuple("Tables", "nodes links evidence")
Tables.__doc__ = "Nodes, links, and the passages of the links; ``evidence.link`` is the position of the link."


class Graph:
    """Who appears with whom, and the passages that show it."""

    def __init__(self, raw, skipped=()):
        self._raw = raw
        #: What could not be read: what, the reason, and the cure.
        self.skipped = list(skipped)

    @classmethod
    def load(cls, path):
        """The graph of a ``graph.json`` that ``guanxi build`` or ``save`` wrote."""
        return cls(RawGraph.load(path))

    def __repr__(self):
        documents, nodes, links = self._raw.counts()
        return f"<guanxi.Graph: {documents} documents, {nodes} entities, {links} links>"

    def __len__(self):
        return self._raw.counts()[1]

    def to_arrow(self):
        """Nodes, links and evidence as Arrow tables."""
        parts = (self._raw.nodes(), self._raw.links(), self._raw.evidence())
        return Tables(*(pa.Table.from_batches([part]) for part in parts))

    def to_pandas(self):
        """Nodes, links and evidence as pandas data frames; needs pandas."""
        return Tables(*(table.to_pandas() for table in self.to_arrow()))

    def to_networkx(self):
        """A ``networkx.MultiGraph``: nodes by id (``official:王建国``), links by relation; needs networkx."""
        import networkx

        nodes, links, evidence = self.to_arrow()
        graph = networkx.MultiGraph()
        for node in nodes.to_pylist():
            graph.add_node(node.pop("id"), **{key: value for key, value in node.items() if value is not None})
        passages = [[] for _ in range(links.num_rows)]
        for passage in evidence.to_pylist():
            passages[passage.pop("link")].append(passage)
        for link, shown in zip(links.to_pylist(), passages):
            facts = {key: value for key, value in link.items() if value is not None}
            ends = facts.pop("source"), facts.pop("target")
            graph.add_edge(*ends, key=link["relation"], evidence=shown, **facts)
        return graph

    def who(self, name, kind="official", limit=20, evidence=1):
        """Who appears with an entity, strongest first: a pandas data frame where pandas is there, else dicts.

        ``kind=None`` is for companions of every kind. A name nobody bears, or several do, is an error that lists
        the possibilities.
        """
        return _frame(*self._raw.with_(name, kind, limit, evidence))

    def ask(self, question, limit=20, evidence=1):
        """The answer to a question in Chinese, such as ``李明和哪些项目一起出现？``"""
        return _frame(*self._raw.ask(question, limit, evidence))

    def matrix(self, rows="official", columns="project", figure="count", limit=20):
        """Entities of one kind by those of another: ``count``, ``lift`` or ``exclusivity`` of each pair."""
        return _frame(*self._raw.matrix(rows, columns, figure, limit))

    def save(self, path, format=None):
        """Writes one file; its ending tells the format: .json .graphml .gexf .dot .html .nodes.csv … """
        self._raw.save(path, format)

    def json(self):
        """The text of ``graph.json``: everything, and it reads back."""
        return self._raw.write("json").decode()

    def _repr_html_(self):
        """The strongest part of the graph, drawn; needs no network."""
        return picture(self)


def _frame(columns, rows):
    try:
        import pandas
    except ImportError:
        return [dict(zip(columns, row)) for row in rows]
    frame = pandas.DataFrame(rows, columns=columns)
    for name in frame.columns:
        if (frame[name] != "").all():
            try:
                frame[name] = pandas.to_numeric(frame[name])
            except (TypeError, ValueError):
                pass
    return frame
