"""Plain text, web pages, typst and Markdown sources made from the marked pages of tests/pages.

pages.py OUT MARKED...   writes OUT/text/NAME.txt, OUT/web/NAME.html, OUT/typst/NAME.typ, OUT/markdown/NAME.md
"""

import html
import pathlib
import re
import sys

TAG = re.compile(r"\[\[A\]\]|\[\[[PRBLJ?]:([^\]|]*)(?:\|[^\]]*)?\]\]")

# A page as the sites of county governments are built: navigation, path, article, other news, footer.
WEB = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<title>{title}_政府门户网站</title>
<meta name="SiteName" content="政府门户网站"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2023-04-04 09:30"><meta name="ContentSource" content="县融媒体中心">
<meta name="Url" content="http://www.example.gov.cn/xw/202304/t20230404_1.html">
<style>body {{ font-family: "Noto Sans CJK SC"; }} @media print {{ nav, .side, footer {{ display: none }} }}</style>
<script>var page = "新闻，频道。";</script></head>
<body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/zmhd">政民互动</a></li></ul></nav>
<div class="wrap"><div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/xw">新闻中心</a></div>
<div class="article">
<div class="TRS_Editor">
{body}
</div></div>
<div class="side"><h3>热点新闻</h3><ul>
<li><a href="/1.html">全市经济工作会议召开</a></li><li><a href="/2.html">王某某到乡镇调研</a></li></ul></div></div>
<footer>主办：县人民政府办公室　地址：人民路1号</footer>
</body></html>
"""

TYPST = """#set page({size}, margin: 8mm, columns: {columns})
#set text(font: "Noto Serif CJK SC", size: 10pt, lang: "zh")
#set par(justify: true)
{body}
"""


def main(out, marked):
    for path in map(pathlib.Path, marked):
        text = TAG.sub(lambda tag: tag[1] or "", path.read_text(encoding="utf-8"))
        lines = [line for line in text.split("\n")]
        name = path.stem.split("-")[0]
        title = next(line.strip() for line in lines if line.strip())
        shown = [line for line in lines if line.strip()]
        write(out, "text", f"{name}.txt", text)
        body = "\n".join(f"<p>{html.escape(line)}</p>" for line in shown)
        write(out, "web", f"{name}.html", WEB.format(title=html.escape(title), body=body))
        quoted = [re.sub(r"([\\#$*_`<>@~\[\]\-=+/])", r"\\\1", line) for line in shown]
        # A short text fills two columns of a small page only.
        size = 'paper: "a4"' if len(text) > 500 else "width: 14cm, height: 5.6cm"
        for columns in (1, 2):
            paragraphs = "\n\n".join(quoted)
            write(out, f"typst{columns}", f"{name}.typ", TYPST.format(size=size, columns=columns, body=paragraphs))
        quoted = [re.sub(r"([\\*_`<>\[\]#])", r"\\\1", line) for line in shown]
        head = f"---\ntitle: {title}\ndate: 2023-04-04\nsource: 县融媒体中心\n---\n\n"
        write(out, "markdown", f"{name}.md", head + "\n\n".join(quoted) + "\n")


def write(out, folder, name, text):
    path = pathlib.Path(out, folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


main(sys.argv[1], sys.argv[2:])
