"""What the tests share: the program, and documents."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from corpus import documents, odd, write_jsonl

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def program():
    """The command line, whose graphs ours must equal."""
    named = os.environ.get("GUANXI_PROGRAM")
    places = [named] if named else [ROOT / "target/release/guanxi", ROOT / "target/debug/guanxi"]
    found = next((str(place) for place in places if shutil.which(place)), None)
    if found is None:
        pytest.fail("build the program first: cargo build --release")

    def run(*arguments, code=0):
        done = subprocess.run([found, *map(str, arguments)], capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """A few thousand documents with odd ones among them, as records and as JSON Lines."""
    records = list(documents(3000))
    for at, record in enumerate(odd()):
        records.insert(500 * at + 250, record)
    folder = tmp_path_factory.mktemp("corpus")
    write_jsonl(folder / "documents.jsonl", records)
    return folder, records


@pytest.fixture(scope="session")
def expected(program, corpus, tmp_path_factory):
    """The graph `guanxi build` makes of them: its text."""
    out = tmp_path_factory.mktemp("expected")
    done = program("build", corpus[0] / "documents.jsonl", "-o", out, "-f", "json")
    assert "odd" not in done.stdout and "3 records without a text" in done.stderr
    text = (out / "graph.json").read_text("utf-8")
    graph = json.loads(text)
    assert len(graph["links"]) > 1000 and len(graph["documents"]) == len(corpus[1]) - 3
    return text
