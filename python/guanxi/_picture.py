"""A small picture of a graph for notebooks: SVG, without a script."""

import html
import math

SHOWN = 40
COLOURS = {"official": "#c65d00", "body": "#0068a8", "place": "#00785a", "project": "#b0508a"}


def picture(graph):
    """The most linked entities on a circle, by kind."""
    nodes, links, _ = graph.to_arrow()
    best = sorted(links.to_pylist(), key=lambda link: -link["weight"])
    chosen = {}
    for link in best:
        for end in (link["source"], link["target"]):
            if len(chosen) < SHOWN:
                chosen.setdefault(end)
    names = {node["id"]: node for node in nodes.to_pylist()}
    drawn = [link for link in best if link["source"] in chosen and link["target"] in chosen][: 4 * SHOWN]
    order = sorted(chosen, key=lambda one: (names[one]["kind"], one))
    places = {}
    for at, one in enumerate(order):
        turn = 2 * math.pi * at / len(order)
        places[one] = (320 + 200 * math.cos(turn), 320 + 200 * math.sin(turn), turn)
    told = html.escape(repr(graph)[1:-1])
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640" width="640" role="img">']
    out.append(f"<title>{told}</title>")
    most = max((link["weight"] for link in drawn), default=0) or 1
    for link in drawn:
        (x, y, _), (to_x, to_y, _) = places[link["source"]], places[link["target"]]
        wide = 0.4 + 2.6 * link["weight"] / most
        out.append(
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="#999" '
            f'stroke-opacity="0.5" stroke-width="{wide:.2f}"/>'
        )
    for one in order:
        x, y, turn = places[one]
        degrees = math.degrees(turn)
        flip = 90 < degrees < 270
        spin = f"rotate({degrees + (180 if flip else 0):.1f} {x:.1f} {y:.1f})"
        out.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS.get(names[one]["kind"], "#555")}"/>'
            f'<text x="{x + (-8 if flip else 8):.1f}" y="{y + 4:.1f}" font-size="11" '
            f'text-anchor="{"end" if flip else "start"}" transform="{spin}">{html.escape(names[one]["label"])}</text>'
        )
    out.append("</svg>")
    more = f"; the {len(order)} most linked are drawn" if len(order) < len(names) else ""
    return f"<figure>{''.join(out)}<figcaption>{told}{more}</figcaption></figure>"
