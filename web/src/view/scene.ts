// The picture as SVG, and from that as PNG: circles, lines and names where they stand on the screen.

import { svg } from "../ui/dom";
import { letterSize } from "./labels";
import type { NetworkView } from "./network";
import { FONT, INK, PAPER } from "./paint";

export function scene(view: NetworkView, title: string): SVGSVGElement {
  const { sigma, graph } = view;
  const { width, height } = sigma.getDimensions();
  const links = svg("g", { "stroke-linecap": "round", fill: "none" });
  const nodes = svg("g", { stroke: PAPER, "stroke-width": 1 });
  const names = svg("g", {
    "font-family": FONT.replaceAll('"', "'"),
    fill: INK,
    stroke: PAPER,
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
    const beside = side === "after" ? { x: fixed(x + r + 3) } : { x: fixed(x - r - 3), "text-anchor": "end" };
    names.append(svg("text", { ...beside, y: fixed(y + size / 3), "font-size": fixed(size) }, data.label));
  });
  return svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
    svg("title", {}, title),
    svg("rect", { width: "100%", height: "100%", fill: PAPER }),
    links,
    nodes,
    names,
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
