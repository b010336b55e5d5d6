#!/usr/bin/env python3
"""Times guanxi beside what it is measured against, in one run, on a corpus made for it.

    benches/compare/run.py                  the table of docs/performance.md: medians of five
    benches/compare/run.py --file FILE      the same on records of yours
    benches/compare/run.py --growth 1,10,100,1000
                                            time and memory over so many megabytes
    benches/compare/run.py --write          puts what was asked for into docs/performance.md

Nothing is downloaded but jieba and networkx for Python, by pip, into target/compare; without them their row is left
out. Everything is timed in seconds of the processor, so that a machine at work disturbs it less; two threads by the
clock. Run it on a machine that does nothing else.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SCRATCH = ROOT / "target" / "compare"
GUANXI = ROOT / "target" / "release" / "guanxi"
PAGE = ROOT / "docs" / "performance.md"


def run(command, **options):
    """Seconds of the processor, seconds by the clock, and the peak of memory in MB, of a command."""
    began = time.monotonic()
    child = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command[0]} ended with {child.returncode}: run it by hand to see why: {' '.join(map(str, command))}")
    return used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1000


def rivals(*words):
    command = ["cargo", "bench", "--quiet", "--bench", "rivals", "--", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def corpus(megabytes):
    file = SCRATCH / f"corpus-{megabytes}.jsonl"
    if not file.exists():
        rivals("make", file, megabytes)
    return file


def build(file, jobs, passes):
    out = SCRATCH / "graphs"
    return [GUANXI, "build", file, "--jobs", jobs, "--passes", passes, "--format", "json", "--out", out]


def python():
    """A Python with jieba and networkx, or none."""
    folder = SCRATCH / "venv"
    interpreter = folder / "bin" / "python"
    if not interpreter.exists():
        made = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True)
        pip = [interpreter, "-m", "pip", "install", "--quiet", "jieba==0.42.1", "networkx==3.4.2", "setuptools<81"]
        if made.returncode or subprocess.run(pip, capture_output=True).returncode:
            return None
    return interpreter


def size_of(file):
    """Megabytes of text in records."""
    with open(file, encoding="utf-8") as lines:
        return sum(len(json.loads(line)["text"].encode()) for line in lines) / 1e6


def table(file, small, rounds):
    told = json.loads(rivals("time", file))
    size = size_of(file)
    cut, scan = size / told["cut"], size / told["scan"]
    # Seconds of the processor, by the clock, peak of memory.
    rows, clock = [], {}
    for jobs, passes in [(1, 1), (1, 2), (2, 1), (2, 2)]:
        times = [run(build(file, jobs, passes)) for _ in range(rounds)]
        seconds, clock[jobs, passes] = (statistics.median(time[which] for time in times) for which in (0, 1))
        threads, times_read = ("one thread", "two threads")[jobs - 1], ("one pass", "two passes")[passes - 1]
        peak = max(time[2] for time in times)
        rows.append((f"guanxi, {threads}, {times_read}", seconds, clock[jobs, passes], size / seconds, peak))
    rows.append(("jieba-rs, cut with HMM", told["cut"], None, cut, None))
    rows.append(("daachorse, scan for 50,000 words", told["scan"], None, scan, None))
    interpreter = python()
    script = None
    if interpreter:
        part = corpus(small)
        command = [interpreter, HERE / "script.py", part, SCRATCH / "script.json"]
        times = [run(command) for _ in range(min(rounds, 3))]
        seconds, wall = (statistics.median(time[which] for time in times) for which in (0, 1))
        script = size_of(part) / wall
        name = f"Python: jieba and networkx, on {size_of(part):.1f} MB"
        rows.append((name, seconds, wall, size_of(part) / seconds, max(time[2] for time in times)))
    lines = [
        f"{size:.1f} MB of text, medians of {rounds}; jieba-rs loads its dictionary in {told['load']:.2f} s besides.",
        "",
        "| | seconds of the processor | by the clock | MB/s of the processor | of jieba-rs | of the scan | peak memory |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, seconds, wall, rate, peak in rows:
        memory = f"{peak:.0f} MB" if peak else ""
        wall = f"{wall:.2f}" if wall else ""
        lines.append(f"| {name} | {seconds:.2f} | {wall} | {rate:.1f} | {rate / cut:.3f}× | {rate / scan:.3f}× | {memory} |")
    gain = [f"{clock[1, passes] / clock[2, passes]:.2f}×" for passes in (1, 2)]
    lines += ["", f"Two threads by the clock: {gain[0]} of one in one pass, {gain[1]} in two."]
    if script:
        ours = [f"{size / clock[jobs, 2] / script:.0f}×" for jobs in (1, 2)]
        lines.append(f"Two passes of guanxi by the clock: {ours[0]} the Python script on one thread, {ours[1]} on two.")
    return lines


def growth(sizes):
    lines = ["| text | seconds of the processor, two passes | MB/s | peak memory |", "|---:|---:|---:|---:|"]
    for megabytes in sizes:
        seconds, _, peak = run(build(corpus(megabytes), 1, 2))
        lines.append(f"| {megabytes:g} MB | {seconds:.1f} | {megabytes / seconds:.1f} | {peak:.0f} MB |")
    return lines


def put(name, lines):
    """Puts lines between the marks of that name."""
    page = PAGE.read_text(encoding="utf-8")
    marks = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    pattern = re.compile(re.escape(marks[0]) + ".*?" + re.escape(marks[1]), re.DOTALL)
    body = marks[0] + "\n" + "\n".join(lines) + "\n\n" + marks[1]
    PAGE.write_text(pattern.sub(lambda _: body, page), encoding="utf-8")


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return f"{model.group(1) if model else platform.processor()}, {os.cpu_count()} threads, load when it began: {load}"


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--size", type=float, default=10, help="MB of the corpus")
    words.add_argument("--file", type=Path, help="records of your own instead of the corpus: lines of {\"text\": …}")
    words.add_argument("--small", type=float, default=1, help="MB the Python script reads")
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--growth", help="sizes in MB, with commas between; instead of the table")
    words.add_argument("--write", action="store_true", help="into docs/performance.md")
    asked = words.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cargo", "build", "--quiet", "--release"], cwd=ROOT, check=True)
    sizes = [float(size) for size in asked.growth.split(",")] if asked.growth else []
    head = ["", machine(), ""]
    name, lines = ("growth", growth(sizes)) if sizes else (
        "table",
        table(asked.file or corpus(asked.size), asked.small, asked.rounds),
    )
    print("\n".join(head + lines))
    if asked.write:
        put(name, [machine() + "."] + [""] + lines)


main()
