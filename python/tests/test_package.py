"""The package: mentions, graphs of every sort of records, tables, answers, errors."""

import json
import sqlite3
import threading
import time
from pathlib import Path

import guanxi
import networkx
import pandas
import pyarrow as pa
import pytest

TEXT = "本报讯 4月4日，区长李明到新区二期走访，副区长王芳参加。"
WORDS = "name\tkind\n新区二期\tproject\n李明\tofficial\n王芳\tofficial\n"


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    path = tmp_path_factory.mktemp("words") / "words.tsv"
    path.write_text(WORDS, "utf-8")
    return guanxi.Dictionaries(path)


@pytest.fixture(scope="module")
def graph(words):
    return guanxi.build([{"id": "a", "text": TEXT}], words)


def test_mentions(words):
    found = guanxi.mentions(TEXT, words)
    assert {(one["entity"], one["type"]) for one in found} >= {("李明", "official"), ("新区二期", "project")}
    assert all(TEXT[one["start"] : one["end"]].replace(" ", "") == one["text"].replace(" ", "") for one in found)


def test_every_sort_of_records_gives_the_graph_of_the_command_line(corpus, expected):
    folder, records = corpus
    with pytest.warns(UserWarning, match="3 skipped.*odd-empty.*no text"):
        graph = guanxi.build(iter(records))
    assert graph.json() == expected
    skipped = [f"row {number} ({record['id']})" for number, record in enumerate(records, 1) if blank(record)]
    assert len(skipped) == 3 and [what for what, _, _ in graph.skipped] == skipped
    assert guanxi.build([str(folder / "documents.jsonl")], jobs=2).json() == expected
    good = [record for record in records if not blank(record)]
    frame = pandas.DataFrame(good)
    assert guanxi.build(frame).json() == expected
    renamed = frame.rename(columns={"text": "body", "id": "key"})
    table = pa.Table.from_pandas(renamed, preserve_index=False)
    assert guanxi.build(table, text="body", id="key").json() == expected
    assert guanxi.build(table.to_reader(max_chunksize=100), text="body", id="key").json() == expected
    binary = table.set_column(table.schema.get_field_index("body"), "body", table["body"].cast(pa.binary()))
    assert guanxi.build(binary, text="body", id="key").json() == expected


def blank(record):
    return not (record["text"] or "").strip()


def test_tables(graph):
    nodes, links, evidence = graph.to_pandas()
    assert set(nodes["name"]) >= {"李明", "王芳", "新区二期"} and len(graph) == len(nodes)
    assert set(links["source"]) | set(links["target"]) <= set(nodes["id"])
    assert set(evidence["link"]) <= set(range(len(links))) and evidence["text"].str.contains("李明").any()
    arrow = graph.to_arrow()
    assert arrow.links.num_rows == len(json.loads(graph.json())["links"])


def test_networkx(graph):
    net = graph.to_networkx()
    assert isinstance(net, networkx.MultiGraph) and net.nodes["official:李明"]["kind"] == "official"
    link = net.edges["official:李明", "project:新区二期", "co-mention"]
    assert link["weight"] > 0 and "走访" in link["evidence"][0]["text"]


def test_answers(graph):
    assert list(graph.who("新区二期")["name"])[:2] == ["李明", "王芳"] or "李明" in str(graph.who("新区二期"))
    assert "李明" in str(graph.matrix())
    assert "新区二期" in str(graph.ask("李明和哪些项目一起出现？"))
    with pytest.raises(guanxi.GuanxiError, match="没有这个人|没有这个|nothing|no "):
        graph.who("没有这个人")


def test_files(graph, tmp_path):
    for name in ["g.graphml", "g.json", "g.nodes.csv", "g.html", "g.gexf"]:
        graph.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 100
    assert guanxi.Graph.load(tmp_path / "g.json").json() == graph.json()
    assert networkx.read_graphml(tmp_path / "g.graphml").number_of_nodes() == len(graph)
    with pytest.raises(guanxi.GuanxiError, match="does not tell a format"):
        graph.save(tmp_path / "g.what")
    with pytest.raises(FileNotFoundError):
        guanxi.Graph.load(tmp_path / "none.json")


def test_picture(graph):
    drawn = graph._repr_html_()
    assert drawn.startswith("<figure><svg") and "李明" in drawn and "<script" not in drawn


def test_errors_have_the_words_of_the_command_line(tmp_path):
    bad = tmp_path / "bad.tsv"
    bad.write_text("name\tkind\n李明\tplanet\n", "utf-8")
    with pytest.raises(guanxi.GuanxiError, match="bad.tsv:2:"):
        guanxi.Dictionaries(bad)
    with pytest.raises(guanxi.GuanxiError, match="no such file or folder; check the spelling"):
        guanxi.build([tmp_path / "none"])
    with pytest.raises(guanxi.GuanxiError, match="no column text; name the column of the texts"):
        guanxi.build(pa.table({"words": ["a"]}))
    with pytest.raises(guanxi.GuanxiError, match="no scope is called page"):
        guanxi.build([{"text": ""}], scope="page")
    with pytest.raises(ValueError):
        guanxi.build([], passes=3)


def test_nothing_is_a_graph_without_nodes():
    assert len(guanxi.build([])) == 0
    assert guanxi.build([{"text": ""}]).to_arrow().links.num_rows == 0


def test_broken_bytes_are_skipped_and_named():
    table = pa.table({"id": ["a", "b"], "text": pa.array([b"\xff\xfe", TEXT.encode()], pa.binary())})
    with pytest.warns(UserWarning, match="1 skipped.*no UTF-8: broken at byte 1"):
        graph = guanxi.build(table)
    assert len(graph.skipped) == 1 and graph._raw.counts()[0] == 1


def test_other_threads_run_while_it_works(corpus):
    beats = []
    done = threading.Event()

    def beat():
        while not done.is_set():
            beats.append(time.monotonic())
            time.sleep(0.01)

    thread = threading.Thread(target=beat)
    thread.start()
    started = time.monotonic()
    guanxi.build([str(corpus[0] / "documents.jsonl")], passes=1)
    took = time.monotonic() - started
    done.set()
    thread.join()
    during = [one for one in beats if started < one < started + took]
    assert len(during) > took / 0.01 / 20, "the interpreter was locked"


def test_the_notebook_runs():
    import nbclient
    import nbformat

    path = Path(__file__).resolve().parents[1] / "examples/notebook.ipynb"
    book = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(path.parents[2])}}).execute()
    shown = [output for cell in book.cells for output in cell.get("outputs", [])]
    assert any("text/html" in output.get("data", {}) and "<svg" in output["data"]["text/html"] for output in shown)


def test_archives(tmp_path):
    path = tmp_path / "guanxi.db"
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA application_id = 0x67786462")
        file.execute("PRAGMA user_version = 2")
        file.execute("CREATE TABLE entities (entity INTEGER PRIMARY KEY, name TEXT, kind TEXT)")
        file.execute("INSERT INTO entities VALUES (1, '李明', 'official')")
    with guanxi.open(path) as archive:
        rows = archive.sql("SELECT name, kind FROM entities WHERE kind = ?", ["official"])
        assert rows.to_dicts() == [{"name": "李明", "kind": "official"}]
        assert rows.to_arrow().to_pylist() == rows.to_dicts()
        assert list(rows.to_pandas().name) == ["李明"]
        with pytest.raises(sqlite3.OperationalError):
            archive.sql("DELETE FROM entities")
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 3")
    for wrong, said in [(path, "version 3"), (tmp_path / "none", "no such"), (Path(__file__), "not an archive")]:
        with pytest.raises(guanxi.GuanxiError, match=said):
            guanxi.open(wrong)
