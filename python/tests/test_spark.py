"""Spark on two executors gives the graph of the command line; also when one of them is killed."""

import json
import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

pyspark = pytest.importorskip("pyspark")

import guanxi  # noqa: E402
import guanxi.spark  # noqa: E402
import spark_jobs  # noqa: E402

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def kills(tmp_path_factory):
    return tmp_path_factory.mktemp("kills")


@pytest.fixture(scope="module")
def session(kills):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("guanxi-tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.files.maxPartitionBytes", "512k")
        .config("spark.sql.files.openCostInBytes", "0")
        .config("spark.executorEnv.PYTHONPATH", str(HERE))
        .config("spark.executorEnv.GUANXI_TEST_KILLS", str(kills))
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


SCHEMA = "id string, text string, title string, date string, source string, url string"


@pytest.fixture(scope="module")
def frames(session, corpus):
    folder, records = corpus
    fields = ["id", "text", "title", "date", "source", "url"]
    table = pa.table({name: pa.array([one[name] for one in records], pa.string()) for name in fields})
    pyarrow.parquet.write_table(table, folder / "documents.parquet", row_group_size=200)
    return {
        "parquet": session.read.parquet(str(folder / "documents.parquet")),
        "jsonl": session.read.schema(SCHEMA).json(str(folder / "documents.jsonl")),
    }


def held(nodes, links, expected):
    """The data frames against the nodes and links of a graph.json, link by link with evidence."""
    graph = json.loads(expected)
    ours = {(one["kind"], one["label"]): one for one in map(lambda row: row.asDict(), nodes.collect())}
    assert len(ours) == len(graph["nodes"])
    for node in graph["nodes"]:
        one = ours[node["kind"], node["label"]]
        assert [one[name] for name in ("mentions", "documents", "articles")] == [
            node[name] for name in ("mentions", "documents", "articles")
        ]
    ids = {one["id"]: one["label"] for one in ours.values()}
    labels = [node["label"] for node in graph["nodes"]]
    rows = links.collect()
    assert len(rows) == len(graph["links"])
    for row, link in zip(sorted(rows, key=ends(ids)), sorted(graph["links"], key=lambda link: (
        labels[link["source"]], labels[link["target"]], link["relation"]
    ))):
        assert (ids[row.source], ids[row.target]) == (labels[link["source"]], labels[link["target"]])
        assert row.weight == link["weight"]
        if link["relation"] == "co-mention":
            assert [row[name] for name in ("sentences", "paragraphs", "articles", "npmi", "g2", "jaccard", "p")] == [
                link[name] for name in ("sentences", "paragraphs", "articles", "npmi", "g2", "jaccard", "p")
            ]
        shown = [graph["passages"][at]["text"] for one in link.get("evidence", []) for at in one[1:]]
        assert [passage.text for passage in row.evidence] == shown


def ends(ids):
    return lambda row: (ids[row.source], ids[row.target], row.relation)


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_the_graph_is_the_one_of_the_command_line(form, frames, expected, program, tmp_path):
    sightings = tmp_path / "sightings"
    nodes, links = guanxi.spark.build(frames[form], sightings=sightings, held=200)
    held(nodes, links, expected)
    graph = guanxi.spark.read(sightings)
    assert graph.json() == expected
    skipped = sorted(what.split(" (")[1] for what, _, _ in graph.skipped)
    assert skipped == ["odd-empty)", "odd-null)", "odd-white)"]
    done = program("import", sightings, "-o", tmp_path / "out", "-f", "json,graphml", code=1)
    assert "odd-null" in done.stderr and "3 documents skipped" in done.stderr
    assert (tmp_path / "out/graph.json").read_text("utf-8") == expected
    assert (tmp_path / "out/graph.graphml").exists()


@pytest.mark.parametrize("stage, part, dies", [("map", "_Job", "KillsMap"), ("end", "_End", "KillsEnd")])
def test_an_executor_may_die(stage, part, dies, frames, expected, kills, monkeypatch, tmp_path):
    monkeypatch.setattr(guanxi.spark, part, getattr(spark_jobs, dies))
    nodes, links = guanxi.spark.build(frames["parquet"], sightings=tmp_path / "sightings", held=200)
    held(nodes, links, expected)
    dead = [path.name.rsplit("-", 1)[1] for path in kills.glob(f"{stage}-dead-*")]
    assert len(dead) == 1 and not Path(f"/proc/{dead[0]}").exists(), "the kill did not fire"
    lived = {path.name.rsplit("-", 1)[1] for path in kills.glob(f"{stage}-lived-*")}
    assert lived and dead[0] not in lived, "nobody took over"
    assert guanxi.spark.read(tmp_path / "sightings").json() == expected


def test_broken_bytes_are_counted(session, tmp_path):
    table = pa.table({"id": ["a", "b"], "text": pa.array([b"\xff\xfe\x00", "区长李明参加会议。".encode()], pa.binary())})
    pyarrow.parquet.write_table(table, tmp_path / "bytes.parquet")
    guanxi.spark.build(session.read.parquet(str(tmp_path / "bytes.parquet")), sightings=tmp_path / "sightings")
    graph = guanxi.spark.read(tmp_path / "sightings")
    assert graph._raw.counts()[0] == 1 and "no UTF-8" in graph.skipped[0][1]


def test_dictionaries_travel(session, tmp_path):
    words = tmp_path / "words"
    words.mkdir()
    (words / "words.tsv").write_text("name\tkind\n蓬莱阁会\tbody\n", "utf-8")
    frame = session.createDataFrame([("a", "蓬莱阁会与区长李明座谈。")], "id string, text string")
    nodes, _ = guanxi.spark.build(frame, str(words))
    assert "蓬莱阁会" in [row.name for row in nodes.collect()]


def test_the_script(session, corpus, expected, frames, tmp_path):
    from guanxi.spark_submit import main

    main([str(corpus[0] / "documents.parquet"), "-o", str(tmp_path / "out")])
    assert guanxi.spark.read(tmp_path / "out/sightings").json() == expected
    assert session.read.parquet(str(tmp_path / "out/nodes")).count() == len(json.loads(expected)["nodes"])
