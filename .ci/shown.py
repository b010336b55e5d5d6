"""Runs the commands shown in the documents and compares what they print with what is shown.

    python .ci/shown.py README.md …           says what differs, ends with 1
    python .ci/shown.py --write README.md …   brings the documents up to date

A block marked ```console holds commands after `$ ` and their output. A comment right before it,
<!-- 6 lines, 90 columns -->, shortens the output of each command. Times and speeds may differ.
"""

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?:<!-- (\d+) lines, (\d+) columns -->\n)?```console\n(.*?)```\n", re.S)
VARIES = re.compile(r"(?m)^took: .*$")


def main():
    write = sys.argv[1:2] == ["--write"]
    wrong = 0
    for path in map(Path, sys.argv[1 + write :]):
        # What a build prints depends on the archive it finds.
        (ROOT / "graphs/guanxi.db").unlink(missing_ok=True)
        old = path.read_text(encoding="utf-8")
        blocks = 0
        new = old
        for found in BLOCK.finditer(old):
            blocks += 1
            (ROOT / "target/tour/guanxi.db").unlink(missing_ok=True)
            fresh = run(found)
            if VARIES.sub("", fresh) == VARIES.sub("", found.group(3)):
                continue
            wrong += not write
            new = new.replace(found.group(0), found.group(0).replace(found.group(3), fresh))
            if not write:
                line = old[: found.start()].count("\n") + 1
                print(f"{path}:{line}: the output is another now:\n{fresh}")
        if write and new != old:
            path.write_text(new, encoding="utf-8")
        print(f"{path}: {blocks} blocks")
    if wrong:
        sys.exit(f"{wrong} blocks differ: .ci/regenerate brings them up to date; look at the change")


def run(found):
    """The block as it should be."""
    lines = int(found.group(1) or 10_000)
    columns = int(found.group(2) or 10_000)
    shown = []
    for line in found.group(3).splitlines():
        if not line.startswith("$ "):
            continue
        path = f"{ROOT / 'target/release'}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", line[2:]],
            cwd=ROOT,
            env={**os.environ, "PATH": path, "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        output = done.stdout.splitlines()
        cut = [shortened(text, columns) for text in output[:lines]]
        shown += [line, *cut, *(["…"] if len(output) > lines else [])]
    return "".join(line.rstrip() + "\n" for line in shown)


def shortened(text, columns):
    """The text up to a width in terminal cells, in which Chinese characters count two."""
    width = 0
    for at, letter in enumerate(text):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > columns:
            return text[:at] + " …"
    return text


main()
