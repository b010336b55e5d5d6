"""The licences and sources of every crate in Cargo.lock, held to deny.toml, and known faults to advisories.tsv: .ci/crates.py

The table of known faults is as old as its days tell; `cargo deny check advisories` fetches what is known today.
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

def number(version):
    """A version as numbers that compare; what stands behind a sign is left out."""
    return [int(part) for part in re.split(r"[-+]", version)[0].split(".")]


looked_up, news = {}, []
with open(".ci/advisories.tsv") as file:
    rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
for name, versions, day, advisories in rows:
    looked_up[name] = day
    for version in {package["version"] for package in packages if package["name"] == name}:
        if version not in versions.split():
            news.append(f"{name} {version}: looked up as {versions} on {day}")
        for advisory in advisories.split() if advisories != "-" else []:
            known, sound = advisory.split("<")
            if number(version) < number(sound):
                bad.append(f"{name} {version}: {known}, mended in {sound}")
names = {package["name"] for package in packages}
days = sorted(looked_up.values())
print(f"advisories of {len(names & looked_up.keys())} of {len(names)} crates were looked up, {days[0]} to {days[-1]}")
print("\n".join(news) or "all in the versions they have now")
print("\n".join(bad) or f"{len(packages)} crates, all of licences and sources in deny.toml")
sys.exit(1 if bad else 0)
