// Looks for what is under the mouse once a frame, and not while the picture is dragged.
//
// Sigma reads a pixel back for every move of the mouse, and each time all drawing has to be finished first.

import type Sigma from "sigma";
import type { MouseCoords } from "sigma/types";

export function spareLooks(sigma: Sigma): void {
  const captor = sigma.getMouseCaptor();
  const emit = captor.emit.bind(captor) as (type: string, ...rest: unknown[]) => boolean;
  let last: MouseCoords | null = null;
  const look = () => {
    if (last && !captor.isMouseDown) emit("mousemove", last);
    last = null;
  };
  captor.emit = ((type: string, ...rest: unknown[]) => {
    if (type !== "mousemove") return emit(type, ...rest);
    if (!last) requestAnimationFrame(look);
    last = rest[0] as MouseCoords;
    return true;
  }) as typeof captor.emit;
}
