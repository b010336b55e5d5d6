#!/usr/bin/env python3
"""How often mentions are right that are said to be so probable, on marked pages.

usage: confidence.py PAGES [GUANXI]
       PAGES is a folder of .ann files that the weights were not learnt from, such as tests/corpus/dev.

Two tables, as Markdown: how many of the mentions of a probability are right (exact span and kind), and what
`--min-confidence P` leaves. What the pages mark as arguable counts neither way.
"""
import json, pathlib, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from corpus import KINDS, parse

BINS = [0, .5, .7, .8, .9, .95, .98, .995, 1.001]


def main(pages, guanxi="target/release/guanxi"):
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        marked = {}
        for page in sorted(pathlib.Path(pages).glob("*.ann")):
            text, spans, _ = parse(page.read_text(encoding="utf-8"))
            marked[page.stem] = {(start, end, KINDS[tag]) for start, end, tag, *_ in spans}
            (pathlib.Path(folder) / f"{page.stem}.txt").write_text(text, encoding="utf-8")
        found = subprocess.run([guanxi, "mentions", folder], capture_output=True, check=True, text=True).stdout
        gold = sum(kind != "?" for spans in marked.values() for _, _, kind in spans)
        for line in found.splitlines():
            mention = json.loads(line)
            spans = marked[pathlib.Path(mention["doc"]).stem]
            start, end = mention["start"], mention["end"]
            if any(kind == "?" and start < z and a < end for a, z, kind in spans):
                continue
            rows.append((mention["probability"], (start, end, mention["type"]) in spans, mention["type"]))

    def precision(some):
        return f"{sum(right for _, right, _ in some) / len(some):.3f}" if some else "–"

    print("| probability | mentions | mean | right |\n|---|---:|---:|---:|")
    for low, high in zip(BINS, BINS[1:]):
        some = [row for row in rows if low <= row[0] < high]
        mean = sum(p for p, _, _ in some) / max(len(some), 1)
        print(f"| {low:g}–{min(high, 1):g} | {len(some)} | {mean:.3f} | {precision(some)} |")
    print("\n| `--min-confidence` | precision | recall | officials | bodies | places | projects |\n|---:|---:|---:|---:|---:|---:|---:|")
    for least in (0, .5, .7, .8, .9, .95, .99):
        some = [row for row in rows if row[0] >= least]
        kinds = [precision([row for row in some if row[2] == kind]) for kind in ("official", "body", "place", "project")]
        recall = sum(right for _, right, _ in some) / gold
        print(f"| {least:g} | {precision(some)} | {recall:.3f} | {' | '.join(kinds)} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
