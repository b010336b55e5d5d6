"""The mentions of a page in another format against those of its text file.

compare.py GUANXI TEXTS FOLDER FLOOR   prints micro F1 over kind and name; exit code 1 where it is below FLOOR
"""

import collections
import json
import pathlib
import subprocess
import sys


def mentions(guanxi, folder):
    ran = subprocess.run([guanxi, "mentions", folder, "--passes", "1"], capture_output=True, text=True)
    if ran.returncode != 0:
        sys.exit(f"{folder}: {ran.stderr}")
    found = collections.defaultdict(collections.Counter)
    for line in ran.stdout.splitlines():
        row = json.loads(line)
        name = pathlib.PurePath(row["doc"]).name.split(".")[0]
        found[name][row["type"], "".join(row["text"].split())] += 1
    return found


def main(guanxi, texts, folder, floor):
    gold, found = mentions(guanxi, texts), mentions(guanxi, folder)
    names = {path.name.split(".")[0] for path in pathlib.Path(folder).iterdir()}
    if any(path.suffix == ".zip" for path in pathlib.Path(folder).iterdir()):
        names = set(gold)
    both = wanted = given = 0
    for name in sorted(names):
        both += (gold[name] & found[name]).total()
        wanted += gold[name].total()
        given += found[name].total()
        for sign, rest in (("missed", gold[name] - found[name]), ("more", found[name] - gold[name])):
            for (kind, text), count in sorted(rest.items()):
                print(f"    {name} {sign}: {kind} {text} {count}")
    f1 = 2 * both / (wanted + given) if wanted + given else 0.0
    print(f"{pathlib.Path(folder).name}: {len(names)} pages, F1 {f1:.3f} ({both} of {given} found, {wanted} in the texts)")
    return f1 >= float(floor)


sys.exit(0 if main(*sys.argv[1:5]) else 1)
