"""Texts in, mentions or a graph out."""

import os
import warnings
from pathlib import Path

import pyarrow as pa

from . import _records
from ._graph import Graph
from ._guanxi import Builder, Dictionaries, build_paths
from ._guanxi import mentions as _mentions

_built_in = None


def known(dictionaries):
    """The dictionaries named, or the built-in lists alone, read once."""
    global _built_in
    if isinstance(dictionaries, Dictionaries):
        return dictionaries
    if dictionaries is not None:
        paths = [dictionaries] if isinstance(dictionaries, (str, os.PathLike)) else list(dictionaries)
        return Dictionaries(*paths)
    if _built_in is None:
        _built_in = Dictionaries()
    return _built_in


def mentions(text, dictionaries=None):
    """Every mention of officials, bodies, places, projects and bylines in a text, in order.

    A mention is a dict: ``start`` and ``end`` count characters of ``text``; ``type``, ``text``, ``entity`` (the
    canonical name), ``roles`` (posts with their body written out), ``article`` (which story of the page), and the
    ``rule`` that found it.
    """
    return _mentions(text, known(dictionaries))


def build(
    documents,
    dictionaries=None,
    *,
    decisions=None,
    scope="article",
    damping=True,
    passes=2,
    jobs=None,
    encoding=None,
    text="text",
    id="id",
    title="title",
    date="date",
    source="source",
    url="url",
):
    """The graph of who appears with whom.

    ``documents`` are paths (files, folders, globs), or records: an iterable of dicts, a pandas DataFrame, an Arrow
    table, batch or reader. ``text``, ``id`` and the others name the fields of records. ``decisions`` is the path of
    a ``decisions.tsv``. With ``passes=2`` every page teaches its names to all others, so records are read twice and
    an iterable is held in memory; ``passes=1`` takes them as they come. Ids must differ: records of one id are
    counted, but their passages cannot be told apart.

    What could not be read is in ``graph.skipped``, and told by a warning.
    """
    words = known(dictionaries)
    decided = Path(decisions).read_text("utf-8") if decisions is not None else None
    if passes not in (1, 2):
        raise ValueError("passes is 1 or 2")
    if isinstance(documents, (str, os.PathLike)):
        documents = [documents]
    if are_paths(documents):
        raw, skipped = build_paths(list(documents), words, decided, scope, damping, passes, jobs, encoding)
    else:
        columns = {"text": text, "id": id, "title": title, "date": date, "source": source, "url": url}
        builder = Builder(words, decided, scope, damping, jobs)
        batches = batches_of(documents, columns)
        if passes == 2:
            batches = list(batches)
            for batch in batches:
                builder.teach(batch)
            builder.learn([])
        for batch in batches:
            builder.add(batch)
        raw, skipped = builder.finish()
    if skipped:
        what, reason, cure = skipped[0]
        warnings.warn(f"{len(skipped)} skipped, the first: {what}: {reason}; {cure}", stacklevel=2)
    return Graph(raw, skipped)


def are_paths(documents):
    """Whether these are names of files and folders."""
    if not isinstance(documents, (list, tuple)) or not documents:
        return False
    return all(isinstance(one, (str, os.PathLike)) for one in documents)


def batches_of(documents, columns):
    """Records of any sort as batches."""
    if isinstance(documents, (pa.Table, pa.RecordBatch)):
        return _records.of_table(documents, columns)
    if isinstance(documents, pa.RecordBatchReader):
        return (part for batch in documents for part in _records.of_table(batch, columns))
    if hasattr(documents, "columns"):
        return _records.of_table(of_frame(documents, columns), columns)
    return _records.of_dicts(documents, columns)


def of_frame(frame, columns):
    """The columns of a data frame that are read, as an Arrow table."""
    if hasattr(frame, "to_arrow"):
        return frame.to_arrow()
    arrays = {}
    for name in columns.values():
        if name not in frame.columns:
            continue
        try:
            arrays[name] = pa.Array.from_pandas(frame[name])
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            # Objects of several sorts in one column.
            arrays[name] = _records.as_text([_records.field_of({name: value}, name) for value in frame[name]])
    return pa.table(arrays)
