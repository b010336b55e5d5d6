from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Any, NamedTuple

from ._guanxi import Dictionaries as Dictionaries
from ._guanxi import GuanxiError as GuanxiError
from ._guanxi import RawGraph, __version__ as __version__

_Path = str | PathLike[str]
_Words = Dictionaries | _Path | Iterable[_Path] | None

class Tables(NamedTuple):
    """Nodes, links, and the passages of the links; ``evidence.link`` is the position of the link."""

    nodes: Any
    links: Any
    evidence: Any

class Graph:
    """Who appears with whom, and the passages that show it."""

    skipped: list[tuple[str, str, str]]
    def __init__(self, raw: RawGraph, skipped: Iterable[tuple[str, str, str]] = ()) -> None: ...
    @classmethod
    def load(cls, path: _Path) -> Graph: ...
    def __len__(self) -> int: ...
    def to_arrow(self) -> Tables: ...
    def to_pandas(self) -> Tables: ...
    def to_networkx(self) -> Any: ...
    def who(self, name: str, kind: str | None = "official", limit: int = 20, evidence: int = 1) -> Any: ...
    def ask(self, question: str, limit: int = 20, evidence: int = 1) -> Any: ...
    def matrix(
        self, rows: str = "official", columns: str = "project", figure: str = "count", limit: int = 20
    ) -> Any: ...
    def save(self, path: _Path, format: str | None = None) -> None: ...
    def json(self) -> str: ...
    def _repr_html_(self) -> str: ...

def mentions(text: str, dictionaries: _Words = None) -> list[dict[str, Any]]: ...
def build(
    documents: _Path | Iterable[_Path] | Iterable[Mapping[str, Any]] | Any,
    dictionaries: _Words = None,
    *,
    decisions: _Path | None = None,
    scope: str = "article",
    damping: bool = True,
    passes: int = 2,
    jobs: int | None = None,
    encoding: str | None = None,
    text: str = "text",
    id: str = "id",
    title: str = "title",
    date: str = "date",
    source: str = "source",
    url: str = "url",
) -> Graph: ...
