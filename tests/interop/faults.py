"""Hands the doctor's faulty files to the readers: what it says is refused is refused, and nothing else is.

    python faults.py ../../target/release/guanxi ../doctor

Gephi has no reader to call; what the doctor says of it is held by ../../tests/doctor.rs alone.
"""

import json
import subprocess
import sys
import warnings
from pathlib import Path

import igraph
import networkx as nx

HERE = Path(__file__).parent

# Under Node, graphology reads by xmldom, which mends what the browsers of Gephi Lite refuse.
LENIENT = {"NO_XML", "ILLEGAL_LETTER"}


def refused_by_networkx(path):
    read = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf}[path.suffix]
    try:
        read(path)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def refused_by_igraph(path):
    try:
        igraph.Graph.Read_GraphML(str(path))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def refused_by_graphviz(path):
    done = subprocess.run(["dot", "-Tdot", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    return done.stderr.strip() or "refused" if done.returncode else None


def refused_by_gephi_lite(paths):
    """One call for all: an object of path and error."""
    done = subprocess.run(["node", "faults.mjs", *map(str, paths)], cwd=HERE, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def main():
    program, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    files = sorted(folder.iterdir())
    warnings.simplefilter("ignore")
    lite = refused_by_gephi_lite([path for path in files if path.suffix != ".dot"]) if (HERE / "node_modules").is_dir() else {}
    wrong, tried = [], 0
    for path in files:
        done = subprocess.run([program, "doctor", "--json", str(path)], capture_output=True, text=True)
        verdicts = {row["reader"]: row["worst"] for row in json.loads(done.stdout)["verdicts"]}
        found = {}
        if path.suffix == ".dot":
            found["Graphviz"] = refused_by_graphviz(path)
        else:
            found["networkx"] = refused_by_networkx(path)
        if path.suffix == ".graphml":
            found["igraph"] = refused_by_igraph(path)
        if str(path) in lite:
            found["Gephi Lite"] = lite[str(path)]
        for reader, error in found.items():
            if reader == "Gephi Lite" and path.stem in LENIENT:
                continue
            tried += 1
            if (verdicts[reader] == "refuses") != (error is not None):
                wrong.append(f"{path.name}: the doctor says {verdicts[reader]} of {reader}, which says {error}")
    print("\n".join(wrong))
    print(f"doctor: {len(files)} files, {tried} readings, {len(wrong)} otherwise than it says")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
