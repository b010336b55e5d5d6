"""The licences and sources of every crate in Cargo.lock, held to deny.toml: .ci/crates.py

Not known vulnerabilities: their list is not part of the repository. `cargo deny check advisories` fetches it.
"""

import json
import re
import subprocess
import sys
import tomllib

with open("deny.toml", "rb") as file:
    allowed = set(tomllib.load(file)["licenses"]["allow"])


def permitted(expression):
    """Whether an SPDX expression can be met by what is allowed."""
    text = expression.replace("/", " OR ")
    tokens = re.findall(r"\(|\)|[^\s()]+(?:\s+WITH\s+[^\s()]+)?", text)
    code = " ".join(
        {"OR": "or", "AND": "and", "(": "(", ")": ")"}.get(token, str(re.sub(r"\s+", " ", token) in allowed))
        for token in tokens
    )
    return bool(eval(code, {}))  # of True, False, and, or and brackets alone


command = ["cargo", "metadata", "--format-version", "1", "--locked"]
packages = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["packages"]
bad = []
for package in packages:
    name = f"{package['name']} {package['version']}"
    source = package["source"]
    if source is not None and not source.startswith("registry+") and not source.startswith("sparse+"):
        bad.append(f"{name}: not from a registry: {source}")
    if not package["license"]:
        bad.append(f"{name}: states no licence")
    elif not permitted(package["license"]):
        bad.append(f"{name}: licence {package['license']}")
print("\n".join(bad) or f"{len(packages)} crates, all of licences and sources in deny.toml")
sys.exit(1 if bad else 0)
