"""Archives: `guanxi.db`, as `guanxi build` writes it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ._guanxi import GuanxiError

_APPLICATION = 0x67786462
_VERSION = 2


class Archive:
    """An open archive, for reading; its tables are described in docs/archive.md."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Opens an archive; raises `GuanxiError` where the file is none, or of another version."""
        file = Path(path)
        if not file.is_file():
            raise GuanxiError(f"{file}: no such archive; make it with `guanxi build INPUT... -o DIR`")
        self._connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            application, version = (
                self._connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version")
            )
        except sqlite3.DatabaseError:
            application = version = None
        if application != _APPLICATION:
            self.close()
            raise GuanxiError(f"{file}: not an archive of guanxi; name a guanxi.db that `guanxi build` wrote")
        if version != _VERSION:
            self.close()
            raise GuanxiError(f"{file}: tables of version {version}, not {_VERSION}; build it again")

    def sql(self, query: str, values: Sequence[Any] | dict[str, Any] = ()) -> "Rows":
        """Answers a query in SQL; `values` stand for its `?` or `:name`."""
        cursor = self._connection.execute(query, values)
        return Rows([column[0] for column in cursor.description or ()], cursor.fetchall())

    @property
    def mentions(self) -> "Rows":
        """Every mention with its name, day, document and sentence."""
        return self.sql("SELECT * FROM sightings ORDER BY document, start")

    @property
    def passages(self) -> "Rows":
        """Every sentence that names something."""
        return self.sql(
            'SELECT path AS document, article, paragraph, start, "end", text '
            "FROM passages JOIN documents USING (document) ORDER BY path, passage"
        )

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Rows(list):
    """The rows of an answer, as tuples, with their columns."""

    def __init__(self, columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Keeps rows with the names of their columns."""
        super().__init__(rows)
        self.columns = list(columns)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Returns a dict for every row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def to_pandas(self) -> Any:
        """Returns a pandas data frame."""
        import pandas

        return pandas.DataFrame.from_records(self, columns=self.columns)

    def to_arrow(self) -> Any:
        """Returns a pyarrow table."""
        import pyarrow

        columns = zip(*self, strict=True) if self else ([] for _ in self.columns)
        return pyarrow.table(dict(zip(self.columns, map(list, columns), strict=True)))


def open(path: str | os.PathLike[str] = "graphs/guanxi.db") -> Archive:  # noqa: A001
    """Opens an archive for reading: `guanxi.open("graphs/guanxi.db").sql("SELECT …")`."""
    return Archive(path)
