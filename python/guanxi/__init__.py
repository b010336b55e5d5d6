"""guanxi reads Chinese local-government news and shows who appears with whom.

>>> import guanxi
>>> graph = guanxi.build(["pages/"])
>>> graph.to_pandas().links.head()
"""

from ._archive import Archive, open
from ._build import build, mentions
from ._graph import Graph, Tables
from ._guanxi import Dictionaries, GuanxiError, __version__

__all__ = [
    "Archive",
    "Dictionaries",
    "Graph",
    "GuanxiError",
    "Tables",
    "__version__",
    "build",
    "mentions",
    "open",
]
