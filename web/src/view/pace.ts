// Keeps the picture moving where drawing it is too slow for this machine.
//
// A graphics card draws thousands of links at every frame; a browser that draws by the processor alone does not. The
// pace is measured while the picture moves. Where it is slow, links and names are left out of moving pictures, and
// while the mouse drags it the picture last drawn is carried along, and drawn anew some times a second. Nothing is
// left out of a picture that stands still.

import type Sigma from "sigma";

/** Milliseconds between frames above which moving is called slow, and how many such frames it takes. */
const SLOW = 33;
const FRAMES = 2;
/** A longer rest than this is no movement. */
const REST = 400;
/** Milliseconds for which a drawn picture is carried along. */
const CARRIED = 150;

export class Pace {
  private last = 0;
  private slow = 0;
  private drawn = 0;
  private camera;
  private later = 0;

  constructor(private readonly sigma: Sigma) {
    const camera = sigma.getCamera();
    this.camera = camera.getState();
    camera.on("updated", () => requestAnimationFrame((now) => this.frame(now)));
    const render = sigma.scheduleRender.bind(sigma);
    sigma.scheduleRender = () => (this.carried() ? sigma : render());
    sigma.on("afterRender", () => {
      this.camera = camera.getState();
      this.drawn = performance.now();
      clearTimeout(this.later);
      this.shift("");
    });
    sigma.on("kill", () => clearTimeout(this.later));
  }

  private frame(now: number): void {
    const passed = now - this.last;
    if (passed === 0) return;
    this.last = now;
    if (passed > REST) return;
    this.slow = passed > SLOW ? this.slow + 1 : 0;
    if (this.slow >= FRAMES) this.spare(true);
  }

  /** Moves the picture last drawn instead of drawing, if that will do. */
  private carried(): boolean {
    const { sigma, camera } = this;
    if (!sigma.getSetting("hideEdgesOnMove") || !sigma.getMouseCaptor().isMouseDown) return false;
    const left = CARRIED - (performance.now() - this.drawn);
    const now = sigma.getCamera().getState();
    const moved = now.x !== camera.x || now.y !== camera.y;
    if (left <= 0 || !moved || now.ratio !== camera.ratio || now.angle !== camera.angle) return false;
    const [from, to] = [camera, now].map((cameraState) => sigma.framedGraphToViewport({ x: 0.5, y: 0.5 }, { cameraState }));
    if (!from || !to) return false;
    this.shift(`translate(${to.x - from.x}px, ${to.y - from.y}px)`);
    clearTimeout(this.later);
    // The mouse may stop before it is let go.
    this.later = window.setTimeout(() => sigma.refresh({ skipIndexation: true, schedule: true }), left);
    return true;
  }

  private shift(transform: string): void {
    for (const [layer, canvas] of Object.entries(this.sigma.getCanvases())) {
      if (layer !== "mouse") canvas.style.transform = transform;
    }
  }

  /** Whether links and names are left out while the picture moves. */
  spare(is: boolean): void {
    this.slow = 0;
    if (this.sigma.getSetting("hideEdgesOnMove") === is) return;
    this.sigma.setSettings({ hideEdgesOnMove: is, hideLabelsOnMove: is });
  }
}
