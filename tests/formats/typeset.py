"""PDF files by typst, in one column and in two: typeset.py OUT"""

import pathlib
import sys

import typst

for columns in (1, 2):
    folder = pathlib.Path(sys.argv[1], f"typst-pdf{columns}")
    folder.mkdir()
    for source in sorted(pathlib.Path(sys.argv[1], f"typst{columns}").glob("*.typ")):
        typst.compile(str(source), output=str(folder / f"{source.stem}.pdf"))
