#!/usr/bin/env python3
"""Check, count, compare and shape pages marked in the annotation guide's markup (`.ann`).

usage: corpus.py check FILE...           faults of form, a line each; exit code 1 where there are any
       corpus.py counts DIR              pages, characters and mentions by split, kind, form and province
       corpus.py agree DIR_A DIR_B       agreement of two markings of the same pages (exact, entities, roles)
       corpus.py strip FILE              the raw text of a page
       corpus.py wrap WIDTH FILE...      break lines as a newspaper column does, names and all (in place)
       corpus.py ascii FILE...           ASCII punctuation in place of full-width punctuation (in place)
       corpus.py ocr SEED FILE...        stray spaces and look-alike characters, as OCR leaves them (in place)
       corpus.py traditional FILE...     Traditional characters, canonical names left as they are (in place; needs opencc)
"""
import collections, csv, glob, os, random, re, sys

TAG = re.compile(r"\[\[(?:(A)|([PRBLJ?]):(.*?))\]\]", re.S)
KINDS = {"P": "official", "R": "byline", "B": "body", "L": "place", "J": "project", "?": "?"}
PAIRS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "《": "》", "【": "】", "“": "”", "‘": "’"}
BARE_POST = re.compile(r"^(副|常务副|代|原)?(县|区|市|省|州|旗|镇|乡|镇党|乡党)(委|长|纪委|政府|人大|政协)")
RELATIVE = re.compile(r"^(县|区|市|省|州|旗|镇|乡|自治区|自治县|自治州)(委|纪委|监委|政府|人民政府|人大|政协|人大常委会|直|公安局|.{1,8}[局委办会院部])$")
EDGE = set("，。、；：！？,;:!?·•—－-　 \t\r\n")


def squeeze(name):
    return re.sub(r"[\s“”\"'‘’「」《》]+", "", name).replace("(", "（").replace(")", "）").replace("人民政府", "政府")


def parse(text):
    """-> raw text, spans (start, end, tag, surface, canonical, roles), article starts."""
    raw, spans, articles, at, n = [], [], [], 0, 0
    for m in TAG.finditer(text):
        raw.append(text[at:m.start()]); n += m.start() - at; at = m.end()
        if m.group(1):
            articles.append(n); continue
        f = m.group(3).split("|")
        name = f[1] if len(f) > 1 and f[1] else f[0]
        roles = [r for r in f[2].split(";") if r] if len(f) > 2 else []
        spans.append((n, n + len(f[0]), m.group(2), f[0], squeeze(name), [squeeze(r) for r in roles]))
        raw.append(f[0]); n += len(f[0])
    raw.append(text[at:])
    return "".join(raw), spans, articles


def unpaired(s):
    stack = []
    for c in s:
        if c in PAIRS: stack.append(PAIRS[c])
        elif c in PAIRS.values():
            if not stack or stack.pop() != c: return True
    return bool(stack)


def faults(path):
    text = open(path, encoding="utf8", newline="").read()
    raw, spans, articles = parse(text)
    def at(n): return raw.count("\n", 0, n) + 1
    if "[[" in raw or "]]" in raw:
        n = min(i for i in (raw.find("[["), raw.find("]]")) if i >= 0)
        yield at(n), "broken tag near " + repr(raw[max(0, n - 8):n + 16])
    if not articles: yield 1, "no [[A]]"
    kinds, names = {}, {}
    for s, e, tag, surface, name, roles in spans:
        show = repr(surface)
        if not surface.strip(): yield at(s), "empty span"; continue
        if surface[0] in EDGE or surface[-1] in EDGE: yield at(s), f"{show} begins or ends with a space or punctuation"
        if unpaired(surface): yield at(s), f"{show} holds an unpaired bracket or quotation mark"
        if tag in "R?": continue
        if unpaired(name): yield at(s), f"canonical {name!r} holds an unpaired bracket"
        if roles and tag != "P": yield at(s), f"{show} has roles and is no person"
        if tag == "B" and RELATIVE.match(name): yield at(s), f"body {show} wants the name of its place in the canonical name"
        if len(name) > 45: yield at(s), f"canonical name of {show} is longer than 45 characters"
        for r in roles:
            bare = re.sub("^(原|拟):", "", r)
            if len(bare) < 3 or BARE_POST.match(bare) or re.search(r"[，、。：\s]", bare) or bare.startswith(("原", "拟")) and ":" not in r and False:
                yield at(s), f"role {r!r} of {show}: write the place or body out, one post a role, 原:/拟: before the state"
            if re.match(r"^原(?!:)", r): yield at(s), f"role {r!r} of {show}: 原 is written 原:"
            if "人民政府" in r: pass
        key = squeeze(surface)
        if kinds.setdefault(key, tag) != tag and len(key) > 1: yield at(s), f"{show} is {tag} here and {kinds[key]} above"
        if names.setdefault(name, tag) != tag: yield at(s), f"entity {name!r} is {tag} here and {names[name]} above"
    covered = bytearray(len(raw) + 1)
    for s, e, *_ in spans:
        for i in range(s, e): covered[i] = 1
    seen = {(squeeze(x[3]), x[2]) for x in spans if x[2] in "PBLJ"}
    flat = [(i, c) for i, c in enumerate(raw) if not c.isspace()]
    solid = "".join(c for _, c in flat)
    for name, tag in sorted(seen):
        if len(name) < (2 if tag == "P" else 3): continue
        i = solid.find(name)
        while i >= 0:
            if not any(covered[flat[j][0]] for j in range(i, i + len(name))):
                yield at(flat[i][0]), f"{name!r} is {tag} elsewhere and unmarked here"
            i = solid.find(name, i + 1)


def f1(a, b):
    tp = len(a & b)
    return 2 * tp / (len(a) + len(b)) if a or b else 1.0


def agree(one, two):
    sets = collections.defaultdict(lambda: (set(), set()))
    pages = sorted(os.path.basename(p) for p in glob.glob(two + "/*.ann"))
    for page in pages:
        parts = [parse(open(os.path.join(d, page), encoding="utf8", newline="").read()) for d in (one, two)]
        if parts[0][0] != parts[1][0]: sys.exit(f"{page}: the two texts differ")
        doubt = [(s, e) for _, spans, _ in parts for s, e, tag, *_ in spans if tag == "?"]
        for side, (_, spans, _) in enumerate(parts):
            for s, e, tag, surface, name, roles in spans:
                if tag == "?" or any(s < y and x < e for x, y in doubt): continue
                sets[KINDS[tag]][side].add((page, s, e, tag))
                if tag != "R": sets["micro"][side].add((page, s, e, tag)); sets["entities"][side].add((page, tag, name))
                for r in roles: sets["roles"][side].add((page, name, r))
    print(f"{len(pages)} pages")
    for k in ("official", "body", "place", "project", "byline", "micro", "entities", "roles"):
        a, b = sets[k]
        print(f"{k:9} {f1(a, b):.3f}  ({len(a & b)} alike, {len(a)} and {len(b)} marked)")
    for a, b, k in ((*sets["micro"], "span"), (*sets["entities"], "entity"), (*sets["roles"], "role")):
        for x in sorted(a ^ b, key=str): print(k, "first only" if x in a else "second only", *x)


def counts(top):
    rows = {}
    for index in glob.glob(top + "/**/index.tsv", recursive=True):
        for r in csv.DictReader(open(index, encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[r["file"]] = r
    total = collections.defaultdict(collections.Counter)
    unlisted = []
    for path in sorted(glob.glob(top + "/**/*.ann", recursive=True)):
        raw, spans, articles = parse(open(path, encoding="utf8", newline="").read())
        row = rows.get(os.path.basename(path))
        if row is None: unlisted.append(path); row = collections.defaultdict(lambda: "?")
        c = collections.Counter(pages=1, characters=len(raw), articles=len(articles))
        for *_, tag, surface, name, roles in spans: c[KINDS[tag]] += 1; c["roles"] += len(roles)
        for key in ("all", "split " + os.path.basename(os.path.dirname(path)), "form " + row["form"], "province " + row["province"], "level " + row["level"]):
            total[key] += c
    for key, c in sorted(total.items()):
        m = sum(c[k] for k in ("official", "body", "place", "project"))
        print(f"{key:28} pages {c['pages']:4}  chars {c['characters']:7}  articles {c['articles']:4}  mentions {m:6}  official {c['official']:5}  body {c['body']:5}  place {c['place']:5}  project {c['project']:5}  byline {c['byline']:4}  roles {c['roles']:5}  ? {c['?']:4}")
    print("counties", len({r["county"] for r in rows.values() if r["level"] == "county"}))
    for p in unlisted: print("not in an index:", p)


def atoms(text):
    """Characters and runs that no line breaks; each with whether a space or a tag part."""
    at = 0
    for m in TAG.finditer(text):
        yield "text", text[at:m.start()]; at = m.end()
        yield ("mark", m.group(0)) if m.group(1) else ("tag", m)
    yield "text", text[at:]


def wrap(text, width):
    out, col = [], 0
    stop = set("，。、；：！？）》”’】〕…,.;:!?)")
    def put(s):
        nonlocal col
        res = []
        for unit in re.findall(r"[A-Za-z0-9.%]+|.|\n", s, re.S):
            if unit == "\n": res.append(unit); col = 0; continue
            w = sum(0.5 if ord(c) < 256 else 1 for c in unit)
            if col + w > width and unit not in stop and col > 0: res.append("\n"); col = 0
            res.append(unit); col += w
        return "".join(res)
    for kind, x in atoms(text):
        if kind == "text": out.append(put(x))
        elif kind == "mark": out.append(x)
        else:
            f = x.group(3).split("|")
            s = put(f[0])
            if s.startswith("\n"): out.append("\n"); s = s[1:]
            out.append(f"[[{x.group(2)}:" + "|".join([s] + f[1:]) + "]]")
    return "".join(out)


def mapped(text, outside, inside):
    out = []
    for kind, x in atoms(text):
        if kind == "text": out.append(outside(x))
        elif kind == "mark": out.append(x)
        else:
            f = x.group(3).split("|")
            s = inside(f[0])
            if squeeze(s) != squeeze(f[0]) and not (len(f) > 1 and f[1]): f[1:2] = [squeeze(f[0])]
            out.append(f"[[{x.group(2)}:" + "|".join([s] + f[1:]) + "]]")
    return "".join(out)


def main():
    if len(sys.argv) < 3: sys.exit(__doc__)
    verb, rest = sys.argv[1], sys.argv[2:]
    if verb == "check":
        bad = [f"{p}:{n}: {what}" for p in rest for n, what in faults(p)]
        print("\n".join(bad)); print(f"{len(rest)} pages, {len(bad)} faults"); sys.exit(bool(bad))
    if verb == "counts": return counts(rest[0])
    if verb == "agree": return agree(*rest)
    if verb == "strip": return sys.stdout.write(parse(open(rest[0], encoding="utf8", newline="").read())[0])
    if verb == "wrap": change, files = (lambda t: wrap(t, int(rest[0]))), rest[1:]
    elif verb == "ascii":
        table = str.maketrans("，；：！？（）", ",;:!?()"); f = lambda s: s.translate(table)
        change, files = (lambda t: mapped(t, f, f)), rest
    elif verb == "ocr":
        rng = random.Random(int(rest[0])); alike = dict(zip("日己人未土士大王木一“”、", "曰已入末士土太玉本—\"\"､"))
        def f(s): return "".join(alike[c] if c in alike and rng.random() < .06 else c + (" " if rng.random() < .008 else "") for c in s)
        def g(s): return "".join(c + (" " if i + 1 < len(s) and rng.random() < .015 else "") for i, c in enumerate(s))
        change, files = (lambda t: mapped(t, f, g)), rest[1:]
    elif verb == "traditional":
        from opencc import OpenCC
        cc = OpenCC("s2t"); change, files = (lambda t: mapped(t, cc.convert, cc.convert)), rest
    else: sys.exit(__doc__)
    for p in files:
        t = open(p, encoding="utf8", newline="").read()
        open(p, "w", encoding="utf8", newline="").write(change(t))


if __name__ == "__main__":
    main()
