"""The command ``guanxi`` of the package is the program."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).with_name("guanxi")


def run(*arguments, **options):
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, **options)


def test_it_builds_the_same_graph(program, tmp_path):
    options = ("build", ROOT / "seeds", "-d", ROOT / "dictionaries/erqi", "-o")
    program(*options, tmp_path / "program")
    done = run(*options, tmp_path / "command")
    assert done.returncode == 0, done.stderr
    for name in ("graph.json", "graph.dot", "graph.graphml", "graph.html"):
        ours, theirs = ((tmp_path / by / name).read_bytes() for by in ("command", "program"))
        assert ours == theirs, name
    # What was built is known again, by the file of the package.
    assert "5 documents as before, 0 read" in run(*options, tmp_path / "command").stderr


def test_its_exit_codes_and_messages_are_the_programs(program, tmp_path):
    version = run("--version")
    assert (version.returncode, version.stdout) == (0, program("--version").stdout)
    usage = run("build")
    assert usage.returncode == 2 and "Usage" in usage.stderr and not usage.stdout
    missing = run("ask", "with", "李明", cwd=tmp_path)
    assert missing.returncode == 1 and "no such graph" in missing.stderr


def test_it_reads_standard_input():
    done = run("mentions", "-", input="区长李明到新区二期走访。")
    assert done.returncode == 0 and "李明" in done.stdout
