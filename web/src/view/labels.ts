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

export const letterSize = (radius: number) => Math.round(Math.max(12, Math.min(17, 9 + radius * 0.5)) * 2) / 2;

/** Where a name stands beside its entity: after it, or before it where the picture ends. */
export type Side = "after" | "before";

interface Name {
  image: HTMLCanvasElement;
  width: number;
  height: number;
}

/** Written names: letters with a rim are slow to draw, and the same ones stand in every frame. */
const names = new Map<string, Name>();
const MOST_NAMES = 3000;
const RIM = 4;

function name(data: Drawn, weight: number): Name {
  const size = letterSize(data.size);
  const font = `${weight} ${size}px ${FONT}`;
  const key = `${weight} ${size} ${data.label}`;
  let known = names.get(key);
  if (known) return known;
  const image = document.createElement("canvas");
  const context = image.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.font = font;
  const width = Math.ceil(context.measureText(data.label ?? "").width);
  const height = Math.ceil(size * 1.5);
  const dots = window.devicePixelRatio || 1;
  image.width = (width + 2 * RIM) * dots;
  image.height = (height + 2 * RIM) * dots;
  context.scale(dots, dots);
  context.font = font;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = PAPER;
  context.strokeText(data.label ?? "", RIM, RIM + height / 2);
  context.fillStyle = INK;
  context.fillText(data.label ?? "", RIM, RIM + height / 2);
  if (names.size >= MOST_NAMES) names.clear();
  names.set(key, (known = { image, width, height }));
  return known;
}

function write(context: CanvasRenderingContext2D, data: Drawn, weight: number, side: Side): void {
  const { image, width, height } = name(data, weight);
  const left = side === "after" ? data.x + data.size + 3 : data.x - data.size - 3 - width;
  // Between two pixels letters would blur.
  const [x, y] = [Math.round(left - RIM), Math.round(data.y - height / 2 - RIM)];
  context.drawImage(image, x, y, width + 2 * RIM, height + 2 * RIM);
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
    const rank = (data: Drawn) => (data.forceLabel ? 1000 * (data.zIndex ?? 1) : 0) + data.size;
    this.waiting.sort((a, b) => rank(b) - rank(a) || Number(a.key) - Number(b.key));
    const boxes: Box[] = [];
    this.written = new Map();
    for (const data of this.waiting) {
      const size = letterSize(data.size);
      const weight = data.forceLabel ? 500 : 400;
      const { width } = name(data, weight);
      const after = data.x + data.size + 3;
      const side = after + width > end && data.x < end ? "before" : "after";
      const left = side === "after" ? after : data.x - data.size - 3 - width;
      const box: Box = [left, data.y - size * 0.6, left + width, data.y + size * 0.6];
      const over = ([l, t, r, b]: Box) => box[0] < r && box[2] > l && box[1] < b && box[3] > t;
      if (boxes.some(over)) continue;
      boxes.push(box);
      if (data.key !== undefined) this.written.set(data.key, side);
      write(context, data, weight, side);
    }
    this.waiting = [];
  }
}
