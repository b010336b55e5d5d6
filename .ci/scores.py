"""Scores the recogniser on the gold pages and holds it against .ci/floors.tsv.

    python .ci/scores.py SHARED GUANXI SCRATCH

SHARED holds gold/, seeds/ and tools/score.py, the referee; `guanxi score` must say the same.
"""

import json
import subprocess
import sys
from pathlib import Path


def main():
    shared, guanxi, scratch = sys.argv[1], str(Path(sys.argv[2]).resolve()), Path(sys.argv[3])
    gold, referee = f"{shared}/gold", f"{shared}/tools/score.py"
    pages = sorted(str(path) for path in Path(shared, "seeds").glob("*.txt"))
    scores, wrong = {}, []
    for name, options in [("own", ["-d", "dictionaries/erqi"]), ("none", [])]:
        mentions = scratch / f"mentions-{name}.jsonl"
        with mentions.open("wb") as out:
            subprocess.run([guanxi, "mentions", *pages, *options], stdout=out, check=True)
        print(f"\ndictionaries: {'dictionaries/erqi' if options else 'built in'}", flush=True)
        subprocess.run([sys.executable, referee, gold, str(mentions)], check=True)
        scores[name] = json.loads(output([sys.executable, referee, "--json", gold, str(mentions)]))
        ours = json.loads(output([guanxi, "score", "--json", gold, *pages, *options]))
        for measure, types in scores[name].items():
            for kind, figures in types.items():
                if figures != ours.get(measure, {}).get(kind):
                    wrong.append(f"{measure} {kind}: score.py {figures}, guanxi score {ours.get(measure, {}).get(kind)}")
    print()
    floors = Path(__file__).with_name("floors.tsv").read_text(encoding="utf-8").splitlines()
    for line in [line for line in floors if line and not line.startswith("#")][1:]:
        name, measure, kind, floor = line.split("\t")
        f1 = scores[name][measure][kind]["f1"]
        print(f"{name:5} {measure:8} {kind:9} F1 {f1:.3f}, floor {floor}")
        if f1 < float(floor):
            wrong.append(f"{name} {measure} {kind}: F1 {f1:.3f} is below {floor}")
    if wrong:
        sys.exit("\n".join(wrong))


def output(command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8").stdout


main()
