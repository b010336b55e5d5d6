// How names are written over the network: dark letters with a rim of paper, none over another.
//
// Sigma offers the names that may stand in a frame one by one; they are kept until all are known, and written with
// what is looked at and what is large first. A name that would lie over one that stands is left out.

import type Sigma from "sigma";
import type { Settings } from "sigma/settings";
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import { FONT, palette } from "./paint";

type Drawn = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color"> & { key?: string };
type Box = readonly [left: number, top: number, right: number, bottom: number];

export const letterSize = (radius: number) => Math.round(Math.max(12, Math.min(17, 9 + radius * 0.5)) * 2) / 2;

/** Where a name stands beside its entity: after it, or where another stands there or the picture ends, elsewhere. */
export type Side = "after" | "before" | "below" | "above";
const SIDES: Side[] = ["after", "before", "below", "above"];

/** The left end and the middle of a name at a side of an entity. */
export function beside(side: Side, { x, y, size }: { x: number; y: number; size: number }, width: number, height: number): [number, number] {
  if (side === "after") return [x + size + 3, y];
  if (side === "before") return [x - size - 3 - width, y];
  return [x - width / 2, side === "below" ? y + size + height / 2 : y - size - height / 2];
}

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
  const { ink, paper } = palette();
  const key = `${weight} ${size} ${ink} ${data.label}`;
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
  context.strokeStyle = paper;
  context.strokeText(data.label ?? "", RIM, RIM + height / 2);
  context.fillStyle = ink;
  context.fillText(data.label ?? "", RIM, RIM + height / 2);
  if (names.size >= MOST_NAMES) names.clear();
  names.set(key, (known = { image, width, height }));
  return known;
}

function write(context: CanvasRenderingContext2D, data: Drawn, weight: number, side: Side): void {
  const { image, width, height } = name(data, weight);
  const [left, middle] = beside(side, data, width, height);
  // Between two pixels letters would blur.
  const [x, y] = [Math.round(left - RIM), Math.round(middle - height / 2 - RIM)];
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
      const boxAt = (side: Side): Box => {
        const [left, middle] = beside(side, data, width, size * 1.2);
        return [left, middle - size * 0.6, left + width, middle + size * 0.6];
      };
      const free = (box: Box) => !boxes.some(([l, t, r, b]) => box[0] < r && box[2] > l && box[1] < b && box[3] > t);
      const usual: Side = boxAt("after")[2] > end && data.x < end ? "before" : "after";
      // What is looked at has its name whatever stands there.
      const must = data.forceLabel && (data.zIndex ?? 0) > 2;
      const side = must ? ([usual, ...SIDES].find((one) => free(boxAt(one))) ?? usual) : usual;
      if (!must && !free(boxAt(side))) continue;
      boxes.push(boxAt(side));
      if (data.key !== undefined) this.written.set(data.key, side);
      write(context, data, weight, side);
    }
    this.waiting = [];
  }
}
