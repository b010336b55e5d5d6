"""``guanxi-spark-submit``: Parquet or JSON Lines on a cluster in, nodes, links and sightings out."""

import argparse
import sys


def main(arguments=None):
    """Runs one job with `pyspark`'s session, as `spark-submit` or `python` start it."""
    parser = argparse.ArgumentParser(prog="guanxi-spark-submit", description=__doc__)
    parser.add_argument("input", nargs="+", help="folders or files of Parquet (.parquet) or JSON Lines (.jsonl)")
    parser.add_argument("-o", "--out", required=True, help="folder for sightings/, nodes/ and links/")
    parser.add_argument("-d", "--dictionaries", action="append", help="dictionary file or folder; may be given again")
    parser.add_argument("--decisions", help="a decisions.tsv")
    parser.add_argument("--scope", default="article", choices=["sentence", "paragraph", "article"])
    parser.add_argument("--no-damping", action="store_true")
    parser.add_argument("--passes", type=int, default=2, choices=[1, 2])
    parser.add_argument("--text", default="text", help="column of the texts")
    parser.add_argument("--id", default="id", help="column of the ids")
    parser.add_argument("--split", default="16m", help="bytes of input a task reads (spark.sql.files.maxPartitionBytes)")
    given = parser.parse_args(arguments)

    from pyspark.sql import SparkSession

    from . import spark as guanxi_spark

    session = SparkSession.builder.appName("guanxi").getOrCreate()
    session.conf.set("spark.sql.files.maxPartitionBytes", given.split)
    session.conf.set("spark.sql.files.openCostInBytes", "0")
    if all(".parquet" in path for path in given.input):
        documents = session.read.parquet(*given.input)
    else:
        documents = session.read.json(given.input, schema=schema(given))
    nodes, links = guanxi_spark.build(
        documents,
        given.dictionaries,
        sightings=f"{given.out}/sightings",
        decisions=given.decisions,
        scope=given.scope,
        damping=not given.no_damping,
        passes=given.passes,
        text=given.text,
        id=given.id,
    )
    nodes.write.mode("overwrite").parquet(f"{given.out}/nodes")
    links.write.mode("overwrite").parquet(f"{given.out}/links")
    print(f"wrote {given.out}: sightings, nodes, links", file=sys.stderr)


def schema(given):
    """The fields of JSON Lines that are read, all of them strings: Spark's own guess would read everything twice."""
    names = dict.fromkeys((given.id, given.text, "title", "date", "source", "url"))
    return ", ".join(f"`{name}` string" for name in names)
