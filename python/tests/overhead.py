"""What Python and Spark cost beside the command line, as ratios of one run: python python/tests/overhead.py [MB]"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from corpus import documents, write_jsonl

import guanxi
import guanxi.spark

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GUANXI_PROGRAM", str(ROOT / "target/release/guanxi"))


def seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main():
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    folder = Path(tempfile.mkdtemp())
    records, held = [], 0
    for record in documents(10**9):
        records.append(record)
        held += len(record["text"].encode())
        if held > size * 1e6:
            break
    write_jsonl(folder / "d.jsonl", records)
    fields = ["id", "text", "title", "date", "source", "url"]
    table = pa.table({name: pa.array([one[name] for one in records], pa.string()) for name in fields})
    pyarrow.parquet.write_table(table, folder / "d.parquet", row_group_size=1000)

    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.master("local-cluster[1,1,1024]").config("spark.ui.enabled", "false")
    session = session.config("spark.sql.files.maxPartitionBytes", "512m").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    frame = session.read.parquet(str(folder / "d.parquet"))
    job = guanxi.spark._Job({}, None, None, "article", True, guanxi.spark.HELD)
    counted = frame.mapInArrow(job.count([]), guanxi.spark.ROWS)

    command = [PROGRAM, "build", str(folder / "d.jsonl"), "--jobs", "1", "--passes", "1", "-f", "json"]
    works = {
        "guanxi build": lambda: subprocess.run([*command, "-o", str(folder / "out")], check=True, capture_output=True),
        "guanxi.build(path)": lambda: guanxi.build(str(folder / "d.jsonl"), jobs=1, passes=1).save(folder / "p.json"),
        "guanxi.build(table)": lambda: guanxi.build(table, jobs=1, passes=1).save(folder / "t.json"),
        "Spark, one executor": lambda: counted.write.format("noop").mode("overwrite").save(),
    }
    took = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(ROUNDS):
        for name, work in works.items():
            took[name].append(seconds(work))
    session.stop()
    medians = {name: statistics.median(times) for name, times in took.items()}
    first = medians["guanxi build"]
    print(f"{len(records)} documents, {held / 1e6:.1f} MB, one thread, medians of {ROUNDS}")
    for name, median in medians.items():
        print(f"{name:22} {median:7.2f} s  {held / 1e6 / median:6.2f} MB/s  {median / first:5.2f} ×")


if __name__ == "__main__":
    main()
