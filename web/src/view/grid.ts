// The matrix as SVG: cells as dark as they are strong, names beside and above, and below it what it says of itself.

import { svg } from "../ui/dom";
import { onPaper, FONT, palette } from "./paint";
import { captioned, type Caption } from "./scene";

/** What a table of cells shows. */
export interface Grid {
  rows: string[];
  columns: string[];
  /** The figure of a row and a column; 0 for none. */
  cell(row: number, column: number): number;
}

const [CELL, LETTER, NAMES] = [26, 12, 190];

/** A name in at most so many letters. */
const cut = (name: string, most: number) => ([...name].length > most ? `${[...name].slice(0, most - 1).join("")}…` : name);

/** How wide a line of 12 pixels is: letters of the alphabet take half of what others do. */
const long = (text: string) => [...text].reduce((sum, letter) => sum + (letter < "\u2000" ? 0.6 : 1), 0) * LETTER;

export function gridScene(grid: Grid, caption: Caption): SVGSVGElement {
  return onPaper(() => drawn(grid, caption));
}

function drawn({ rows, columns, cell }: Grid, caption: Caption): SVGSVGElement {
  const { ink, paper, kinds } = palette();
  const names = (all: string[]) => Math.min(NAMES, Math.max(...all.map(long), 0)) + 16;
  const [left, top] = [names(rows), names(columns)];
  const most = Math.floor(NAMES / LETTER);
  const values = rows.flatMap((_, row) => columns.map((_, column) => cell(row, column)));
  const strongest = Math.max(4, ...values);
  const width = Math.max(left + columns.length * CELL + 16, ...caption.lines.map((line) => long(line) + 32));
  const height = top + rows.length * CELL + 8;
  const cells = svg("g", { "text-anchor": "middle", "font-size": 11 });
  rows.forEach((_, row) => columns.forEach((_, column) => {
    const [x, y, value] = [left + column * CELL, top + row * CELL, cell(row, column)];
    const share = value === 0 ? 0 : 0.16 + 0.54 * (value / strongest);
    cells.append(svg("rect", { x: x + 1, y: y + 1, width: CELL - 2, height: CELL - 2, fill: value === 0 ? "#f3f0ea" : kinds.official, "fill-opacity": value === 0 ? 1 : share.toFixed(3) }));
    if (value > 0) cells.append(svg("text", { x: x + CELL / 2, y: y + CELL / 2 + 4 }, value));
  }));
  const beside = rows.map((name, row) => svg("text", { x: left - 8, y: top + row * CELL + CELL / 2 + 4, "text-anchor": "end" }, cut(name, most)));
  const above = columns.map((name, column) => {
    const [x, y] = [left + column * CELL + CELL / 2 + 4, top - 8];
    return svg("text", { x, y, transform: `rotate(-90 ${x} ${y})` }, cut(name, most));
  });
  const below = captioned(caption, height, width);
  const whole = height + below.height;
  return svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${whole}`, width, height: whole, role: "img" },
    svg("title", {}, caption.title),
    svg("rect", { width: "100%", height: "100%", fill: paper }),
    svg("g", { "font-family": FONT.replaceAll('"', "'"), "font-size": LETTER, fill: ink }, cells, beside, above,
      svg("g", { class: "caption" }, below.parts)),
  );
}
