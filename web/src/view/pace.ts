// Leaves links and names out while the picture moves, where drawing them is too slow for this machine.
//
// A graphics card draws thousands of links at every frame; a browser that draws by the processor alone does not. The
// pace is measured while the picture moves, and nothing is left out of a picture that stands still.

import type Sigma from "sigma";

/** Milliseconds between frames above which moving is called slow, and how many such frames it takes. */
const SLOW = 33;
const FRAMES = 4;
/** A longer rest than this is no movement. */
const REST = 400;

export class Pace {
  private last = 0;
  private slow = 0;

  constructor(private readonly sigma: Sigma) {
    sigma.getCamera().on("updated", () => requestAnimationFrame((now) => this.frame(now)));
  }

  private frame(now: number): void {
    const passed = now - this.last;
    if (passed === 0) return;
    this.last = now;
    if (passed > REST) return;
    this.slow = passed > SLOW ? this.slow + 1 : 0;
    if (this.slow >= FRAMES) this.spare(true);
  }

  /** Whether links and names are left out while the picture moves. */
  spare(is: boolean): void {
    this.slow = 0;
    if (this.sigma.getSetting("hideEdgesOnMove") === is) return;
    this.sigma.setSettings({ hideEdgesOnMove: is, hideLabelsOnMove: is });
  }
}
