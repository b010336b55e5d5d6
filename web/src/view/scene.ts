// The picture as SVG, and from that as PNG: circles, lines and names where they stand on the screen, and below them what the
// colours mean, what was chosen and where it comes from.

import { svg } from "../ui/dom";
import { beside, letterSize } from "./labels";
import type { NetworkView } from "./network";
import { FONT, palette } from "./paint";

/** What a picture says of itself. */
export interface Caption {
  title: string;
  marks(): { colour: string; label: string }[];
  lines: string[];
}

const LINE = 18;

/** Marks in rows and lines of text below a picture; how high they are. */
export function captioned({ marks, lines }: Caption, top: number, width: number): { parts: SVGElement[]; height: number } {
  const parts: SVGElement[] = [];
  let [x, y] = [16, top + LINE];
  for (const { colour, label } of marks()) {
    const long = 20 + 13 * label.length;
    if (x > 16 && x + long > width) [x, y] = [16, y + LINE];
    parts.push(svg("rect", { x, y: y - 9, width: 9, height: 9, rx: 4.5, fill: colour }), svg("text", { x: x + 14, y }, label));
    x += long;
  }
  for (const line of lines) {
    y += LINE;
    parts.push(svg("text", { x: 16, y, class: "line" }, line));
  }
  return { parts, height: y + LINE - top };
}

export function scene(view: NetworkView, caption: Caption): SVGSVGElement {
  return view.asOnPaper(() => drawn(view, caption));
}

function drawn(view: NetworkView, caption: Caption): SVGSVGElement {
  const { sigma, graph } = view;
  const { width, height } = sigma.getDimensions();
  const { ink, paper } = palette();
  const family = FONT.replaceAll('"', "'");
  const links = svg("g", { "stroke-linecap": "round", fill: "none" });
  const nodes = svg("g", { stroke: paper, "stroke-width": 1 });
  const names = svg("g", {
    "font-family": family,
    fill: ink,
    stroke: paper,
    "stroke-width": 3,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
  });
  const at = (id: string) => sigma.graphToViewport(graph.getNodeAttributes(id) as { x: number; y: number });
  const fixed = (value: number) => value.toFixed(1);
  graph.forEachEdge((id, _, source, target) => {
    const data = sigma.getEdgeDisplayData(id);
    if (!data || data.hidden) return;
    const [a, b] = [at(source), at(target)];
    const ends = { x1: fixed(a.x), y1: fixed(a.y), x2: fixed(b.x), y2: fixed(b.y) };
    links.append(svg("line", { ...ends, stroke: data.color, "stroke-width": fixed(sigma.scaleSize(data.size)) }));
  });
  const { written } = view.labels;
  graph.forEachNode((id) => {
    const data = sigma.getNodeDisplayData(id);
    if (!data || data.hidden) return;
    const { x, y } = at(id);
    const r = sigma.scaleSize(data.size);
    nodes.append(svg("circle", { cx: fixed(x), cy: fixed(y), r: fixed(r), fill: data.color }));
    const side = written.get(id);
    if (!data.label || !side) return;
    const size = letterSize(r);
    const [left, middle] = beside(side, { x, y, size: r }, 0, size * 1.5);
    const anchor = { after: null, before: "end", below: "middle", above: "middle" }[side];
    names.append(svg("text", { x: fixed(left), "text-anchor": anchor, y: fixed(middle + size / 3), "font-size": fixed(size) }, data.label));
  });
  const below = captioned(caption, height, width);
  const whole = height + below.height;
  return svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${whole}`, width, height: whole, role: "img" },
    svg("title", {}, caption.title),
    svg("rect", { width: "100%", height: "100%", fill: paper }),
    links,
    nodes,
    names,
    svg("rect", { y: height, width: "100%", height: below.height, fill: paper }),
    svg("g", { class: "caption", "font-family": family, "font-size": 12, fill: ink }, below.parts),
  );
}

export function svgText(element: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(element)}\n`;
}

export async function png(element: SVGSVGElement, scale = 2): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgText(element)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Number(element.getAttribute("width")) * scale;
    canvas.height = Number(element.getAttribute("height")) * scale;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
