// Where the camera stands to show some entities.

import type Sigma from "sigma";
import type { CameraState } from "sigma/types";

/** Pixels left free around them: names stand there. */
const MARGIN = 90;
/** Nearer than this nothing is gained, farther there is nothing. */
const [NEAREST, FARTHEST] = [0.12, 1.2];

/** The camera that shows some points of the picture, in its coordinates; `covered` pixels at the bottom are hidden. */
export function cameraOn(sigma: Sigma, points: { x: number; y: number }[], covered: number): Partial<CameraState> | null {
  if (points.length === 0) return null;
  const range = (values: number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [left, right] = range(points.map((point) => point.x));
  const [low, high] = range(points.map((point) => point.y));
  const camera = sigma.getCamera().getState();
  const { width, height } = sigma.getDimensions();
  const [a, b] = [{ x: left, y: low }, { x: right, y: high }].map((point) => sigma.framedGraphToViewport(point));
  if (!a || !b) return null;
  const room = (length: number) => Math.max(length - 2 * MARGIN, 60);
  const wanted = camera.ratio * Math.max(Math.abs(a.x - b.x) / room(width), Math.abs(a.y - b.y) / room(height - covered));
  const ratio = Math.min(FARTHEST, Math.max(NEAREST, wanted));
  // The middle of what is seen lies above the middle of the picture.
  const [top, bottom] = [{ x: 0, y: 0 }, { x: 0, y: covered / 2 }].map((point) => sigma.viewportToFramedGraph(point));
  const lift = top && bottom ? ((top.y - bottom.y) * ratio) / camera.ratio : 0;
  return { x: (left + right) / 2, y: (low + high) / 2 - lift, ratio };
}
