// How names are written over the network: dark letters with a rim of paper, none over another.
//
// Sigma offers the names that may stand in a frame one by one; they are kept until all are known, and written with
// what is looked at and what is large first. A name that would lie over one that stands is left out.

import type Sigma from "sigma";
import type { Settings } from "sigma/settings";
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import { FONT, INK, PAPER } from "./paint";

type Drawn = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color"> & { key?: string };
type Box = readonly [left: number, top: number, right: number, bottom: number];

export const letterSize = (radius: number) => Math.max(12, Math.min(17, 9 + radius * 0.5));

/** Where a name stands beside its entity: after it, or before it where the picture ends. */
export type Side = "after" | "before";

function write(context: CanvasRenderingContext2D, data: Drawn, weight: number, side: Side): void {
  const size = letterSize(data.size);
  context.font = `${weight} ${size}px ${FONT}`;
  context.textAlign = side === "after" ? "left" : "right";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = PAPER;
  const away = (data.size + 3) * (side === "after" ? 1 : -1);
  const [x, y] = [data.x + away, data.y + size / 3];
  context.strokeText(data.label ?? "", x, y);
  context.fillStyle = INK;
  context.fillText(data.label ?? "", x, y);
}

export function drawHover(context: CanvasRenderingContext2D, data: Drawn): void {
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = data.color;
  context.stroke();
  if (data.label) write(context, data, 600, "after");
}

export class Labels {
  private waiting: Drawn[] = [];
  /** The entities whose names stand in the picture. */
  written = new Map<string, Side>();

  readonly offer = (_: CanvasRenderingContext2D, data: Drawn, _settings: Settings): void => {
    if (data.label) this.waiting.push(data);
  };

  attach(sigma: Sigma): void {
    sigma.on("beforeRender", () => (this.waiting = []));
    sigma.on("afterRender", () => {
      const context = sigma.getCanvases().labels?.getContext("2d");
      if (context) this.flush(context, sigma.getDimensions().width);
    });
  }

  private flush(context: CanvasRenderingContext2D, end: number): void {
    const rank = (data: Drawn) => (data.forceLabel ? 1000 : 0) + data.size;
    this.waiting.sort((a, b) => rank(b) - rank(a) || (a.label ?? "").localeCompare(b.label ?? ""));
    const boxes: Box[] = [];
    this.written = new Map();
    for (const data of this.waiting) {
      const size = letterSize(data.size);
      context.font = `400 ${size}px ${FONT}`;
      const width = context.measureText(data.label ?? "").width;
      const after = data.x + data.size + 3;
      const side = after + width > end && data.x < end ? "before" : "after";
      const left = side === "after" ? after : data.x - data.size - 3 - width;
      const box: Box = [left, data.y - size * 0.6, left + width, data.y + size * 0.6];
      const over = ([l, t, r, b]: Box) => box[0] < r && box[2] > l && box[1] < b && box[3] > t;
      if (boxes.some(over)) continue;
      boxes.push(box);
      if (data.key !== undefined) this.written.set(data.key, side);
      write(context, data, data.forceLabel ? 500 : 400, side);
    }
    this.waiting = [];
  }
}
