"""The same graph from a Spark cluster, for archives that outgrow one machine.

Each task finds what its documents name and writes it as rows (``kind``, ``key``, ``row``), one a document; the last step
stores them in an archive and derives the graph, as ``guanxi build`` does. Nothing is counted before, so tasks may be
retried, split and merged as Spark likes.

Only the DataFrame API is used, so classic Spark and Spark Connect both do. ``PYSPARK_PYTHON`` must name a Python that has
this package, or workers fall back to the system's.
"""

import os

import pyarrow as pa

from . import _records
from ._build import known
from ._graph import Graph
from ._guanxi import Builder

ROWS = "kind string, key string, row string"
NODES = (
    "id string, label string, kind string, name string, home string, mentions long, documents long, sentences long, "
    "paragraphs long, articles long, first string, last string, aliases string, roles string"
)
PASSAGE = "struct<scope:string,document:string,article:long,start:long,end:long,text:string>"
LINKS = (
    "source string, target string, relation string, count long, sentences long, paragraphs long, articles long, "
    "weight double, npmi double, g2 double, jaccard double, p double, first string, last string, "
    f"evidence array<{PASSAGE}>"
)

#: Documents a task holds before it writes them out.
HELD = 1_000

_SCHEMA = pa.schema([("kind", pa.string()), ("key", pa.string()), ("row", pa.string())])


class _Job:
    """What every task must know; it travels with the task."""

    def __init__(self, columns, dictionaries, scope, damping, held):
        self.columns = columns
        self.files = [(os.path.basename(path), text) for path, text in texts_of(dictionaries)]
        self.scope, self.damping, self.held = scope, damping, held

    def builder(self):
        return Builder(self._words(), None, self.scope, self.damping, 1)

    def _words(self):
        # One Python process works on many tasks: the lists are read once in each.
        key = tuple(self.files)
        if _words_of.get("key") != key:
            _words_of.update(key=key, words=self._read())
        return _words_of["words"]

    def _read(self):
        if not self.files:
            return known(None)
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            for at, (name, text) in enumerate(self.files):
                os.makedirs(f"{folder}/{at:04}")
                with open(f"{folder}/{at:04}/{name}", "w", encoding="utf-8") as file:
                    file.write(text)
            return known([f"{folder}/{at:04}/{name}" for at, (name, _) in enumerate(self.files)])

    def teach(self, batches):
        """The names certain on some page, once each task."""
        builder, names = self.builder(), set()
        for batch in batches:
            for part in _records.of_table(batch, self.columns):
                names.update(builder.teach(part))
        rows = sorted(names)
        yield pa.record_batch(
            [pa.array(["lesson"] * len(rows)), pa.array([name for name, _ in rows], pa.string()),
             pa.array([kind for _, kind in rows], pa.string())], schema=_SCHEMA
        )

    def see(self, lessons):
        """A task that reads documents, with names other pages taught."""

        def task(batches):
            builder = self.builder()
            builder.learn(lessons)
            for batch in batches:
                for part in _records.of_table(batch, self.columns):
                    builder.add(part)
                    if builder.size() >= self.held:
                        yield _plain(builder.flush())
            yield _plain(builder.flush())

        return task


def _plain(batch):
    """A batch under the one schema of all: Arrow's writer asks for it."""
    return pa.RecordBatch.from_arrays(batch.columns, schema=_SCHEMA)


_words_of = {}


def texts_of(dictionaries):
    """The files of dictionaries with their texts: they travel with the job."""
    if dictionaries is None:
        return []
    paths = [dictionaries] if isinstance(dictionaries, (str, os.PathLike)) else list(dictionaries)
    known(paths)  # What is wrong with them is told here, not in a task.
    found = []
    for path in paths:
        inside = [path]
        if os.path.isdir(path):
            names = sorted(os.listdir(path))
            inside = [os.path.join(path, name) for name in names if name.endswith((".tsv", ".txt", ".dict"))]
        for file in inside:
            if os.path.basename(file) != "decisions.tsv":
                with open(file, encoding="utf-8") as open_file:
                    found.append((file, open_file.read()))
    return found


def rows(
    df,
    dictionaries=None,
    *,
    scope="article",
    damping=True,
    passes=2,
    held=HELD,
    text="text",
    id="id",
    title="title",
    date="date",
    source="source",
    url="url",
):
    """What is seen in the documents of a data frame: rows for ``guanxi import``, or for :func:`finish`.

    ``held`` is how many documents a task keeps before it writes them out. With ``passes=2`` a stage before all reads the
    texts once to learn which names are certain; they are sent to every task.
    """
    columns = {"text": text, "id": id, "title": title, "date": date, "source": source, "url": url}
    from pyspark.sql import functions

    job = _Job(columns, dictionaries, scope, damping, held)
    df = df.select(*[functions.col(name) for name in dict.fromkeys(columns.values()) if name in df.columns])
    lessons = []
    if passes == 2:
        taught = df.mapInArrow(job.teach, ROWS).select("key", "row").distinct()
        lessons = sorted((row["key"], row["row"]) for row in taught.collect())
    return df.mapInArrow(job.see(lessons), ROWS)


def build(df, dictionaries=None, *, sightings=None, decisions=None, **options):
    """The graph of a data frame's documents: data frames of nodes and of links with their evidence.

    ``sightings`` is a folder both driver and executors reach; what is seen is written there as Parquet, is not looked for
    again when a later step fails, and gives the same graph with ``guanxi import sightings/*.parquet``. Without it Spark
    keeps it (``persist``). ``decisions`` is a file of corrections; all options of :func:`rows` are taken.
    """
    seen = rows(df, dictionaries, **options)
    if sightings is not None:
        seen.write.mode("overwrite").parquet(str(sightings))
        seen = df.sparkSession.read.schema(ROWS).parquet(str(sightings))
    else:
        seen = seen.persist()
    counted = {key: options[key] for key in ("scope", "damping") if key in options}
    return finish(seen, decisions=decisions, **counted)


def finish(seen, scope="article", damping=True, decisions=None):
    """Nodes and links of rows. One task does this: its memory grows with distinct entities and links."""
    end = _End(scope, damping, _decided(decisions))
    one = seen.repartition(1)
    return one.mapInArrow(end.nodes, NODES), one.mapInArrow(end.links, LINKS)


def read(*paths, scope="article", damping=True, decisions=None):
    """The :class:`guanxi.Graph` of rows written as Parquet, on this machine."""
    from pyarrow import dataset

    builder = Builder(known(None), _decided(decisions), scope, damping)
    found = list(paths[0]) if len(paths) == 1 and isinstance(paths[0], (list, tuple)) else list(paths)
    for path in found:
        for batch in dataset.dataset(str(path), format="parquet").to_batches(columns=_SCHEMA.names):
            builder.take(batch.cast(_SCHEMA))
    return Graph(*builder.finish())


def _decided(path):
    if path is None:
        return None
    with open(path, encoding="utf-8") as file:
        return file.read()


class _End:
    """The last step."""

    def __init__(self, scope, damping, decisions):
        self.scope, self.damping, self.decisions = scope, damping, decisions

    def _tables(self, batches):
        builder = Builder(known(None), self.decisions, self.scope, self.damping, 1)
        for batch in batches:
            builder.take(batch)
        return Graph(*builder.finish()).to_arrow()

    def nodes(self, batches):
        """The nodes of all rows."""
        nodes = self._tables(batches).nodes
        names = ("mentions", "documents", "sentences", "paragraphs", "articles")
        for name in names:
            nodes = nodes.set_column(nodes.schema.get_field_index(name), name, nodes[name].cast(pa.int64()))
        yield from nodes.to_batches(max_chunksize=_records.ROWS)

    def links(self, batches):
        """The links of all rows, each with its passages."""
        _, links, evidence = self._tables(batches)
        for name in ("count", "sentences", "paragraphs", "articles"):
            links = links.set_column(links.schema.get_field_index(name), name, links[name].cast(pa.int64()))
        of = evidence["link"].to_pylist()
        ends, at = [0], 0
        for link in range(links.num_rows):
            while at < len(of) and of[at] == link:
                at += 1
            ends.append(at)
        fields = ("scope", "document", "article", "start", "end", "text")
        parts = [evidence[name].combine_chunks() for name in fields]
        parts = [part.cast(pa.int64()) if pa.types.is_integer(part.type) else part for part in parts]
        passages = pa.StructArray.from_arrays(parts, names=list(fields))
        links = links.append_column("evidence", pa.ListArray.from_arrays(pa.array(ends, pa.int32()), passages))
        yield from links.to_batches(max_chunksize=_records.ROWS)
