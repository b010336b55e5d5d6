// The picture: what is shown of the graph, drawn by sigma, with what the mouse and the keys do to it.

import { MultiUndirectedGraph } from "graphology";
import Sigma from "sigma";
import { NodePointProgram } from "sigma/rendering";
import type { Kind, Network } from "../model/data";
import type { Shown } from "../model/choice";
import type { Focus, State } from "../model/state";
import { cameraOn } from "./frame";
import { drawHover, Labels } from "./labels";
import { Layout, place } from "./layout";
import { spareLooks } from "./looks";
import { Pace } from "./pace";
import { FONT, groupColour, onPaper, palette, radius, width } from "./paint";

export interface Hands {
  entity(at: number): void;
  link(at: number): void;
  nothing(): void;
  moved(at: number, x: number, y: number): void;
}

/** More links than this are not drawn while the picture moves, and not clicked. */
const MANY = 4000;

export class NetworkView {
  readonly graph = new MultiUndirectedGraph();
  readonly sigma: Sigma;
  readonly labels = new Labels();
  private readonly pace: Pace;
  private readonly layout = new Layout(this.graph);
  private hovered: string | null = null;
  private hoverNamed = new Set<string>();
  private lit = new Set<string>();
  /** Those whose names are written whatever stands there. */
  private named = new Set<string>();
  private litLinks = new Set<string>();
  /** What is looked at itself. */
  private centre = new Set<string>();
  /** What waits for everything to stand. */
  private standing: (() => void) | null = null;
  private dragged: string | null = null;
  private travelled = false;

  constructor(
    private readonly container: HTMLElement,
    private readonly network: Network,
    /** Where entities stand, by id. */
    private readonly places: Map<string, { x: number; y: number }>,
    private readonly hands: Hands,
  ) {
    this.sigma = new Sigma(this.graph, container, {
      allowInvalidContainer: true,
      nodeProgramClasses: { circle: NodePointProgram },
      labelFont: FONT,
      labelSize: 12,
      labelDensity: 2,
      labelGridCellSize: 70,
      labelRenderedSizeThreshold: 4,
      defaultDrawNodeLabel: this.labels.offer,
      defaultDrawNodeHover: drawHover,
      zIndex: true,
      enableEdgeEvents: true,
      minEdgeThickness: 0.5,
      stagePadding: 40,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      nodeReducer: (id, data) => this.nodeNow(id, data),
      edgeReducer: (id, data) => this.edgeNow(id, data),
    });
    this.labels.attach(this.sigma);
    spareLooks(this.sigma);
    this.pace = new Pace(this.sigma);
    this.listen(container);
  }

  /** Puts what passes the filters on the stage; places are kept, what is new stands near its neighbours. */
  show(shown: Shown, state: State, communities: readonly number[] | null, quiet: boolean): void {
    const { graph, network } = this;
    this.remember();
    this.layout.stop();
    const fresh = graph.order === 0;
    graph.clear();
    const spread = 10 * Math.sqrt(shown.nodes.length + 1);
    let strange = 0;
    for (const at of shown.nodes) {
      const node = network.node(at);
      const pin = state.pins[node.id];
      const known = pin ? { x: pin[0], y: pin[1] } : this.places.get(node.id);
      if (!known) strange++;
      const group = communities?.[at] ?? -1;
      graph.addNode(at, {
        ...(known ?? place(node.id, spread)),
        label: node.label,
        size: radius(shown.mentions.get(at) ?? node.mentions, shown.nodes.length),
        entity: node.id,
        kind: node.kind,
        group: state.colour === "community" ? group : null,
        fixed: pin !== undefined,
      });
    }
    const strongest = shown.links.reduce((most, { at, weight }) => {
      return network.link(at).relation === "post" ? most : Math.max(most, weight);
    }, 0);
    for (const { at, weight } of shown.links) {
      const link = network.link(at);
      const post = link.relation === "post";
      graph.addEdgeWithKey(at, link.source, link.target, {
        size: post ? 1.6 : width(weight, strongest),
        post,
        zIndex: post ? 1 : 0,
        pull: post ? 0.5 : Math.max(0.02, weight / Math.max(strongest, 1e-9)),
      });
    }
    const many = shown.links.length > MANY;
    if (many) this.pace.spare(true);
    this.sigma.setSetting("enableEdgeEvents", !many);
    this.focus(state.focus, state, []);
    if (strange > 0.4 * shown.nodes.length || state.ego) this.arrange(quiet);
    else this.settle();
    // Places that came with the page know nothing of how large each is drawn.
    if (fresh && strange < shown.nodes.length && shown.nodes.length > 0) this.layout.makeRoom();
  }

  /** Newly shown entities go to the middle of their placed neighbours. */
  private settle(): void {
    this.graph.forEachNode((id) => {
      const node = this.network.node(Number(id));
      if (this.places.has(node.id)) return;
      const near = this.graph.neighbors(id).flatMap((other) => {
        return this.places.get(this.network.node(Number(other)).id) ?? [];
      });
      if (near.length === 0) return;
      const middle = (axis: "x" | "y") => near.reduce((sum, point) => sum + point[axis], 0) / near.length;
      const nudge = place(node.id, 3);
      this.graph.mergeNodeAttributes(id, { x: middle("x") + nudge.x, y: middle("y") + nudge.y });
    });
    this.remember();
  }

  /** Lays everything out anew. */
  arrange(quiet: boolean): void {
    this.sigma.setCustomBBox(null);
    this.container.setAttribute("aria-busy", "true");
    this.layout.run(quiet, () => {
      this.remember();
      this.container.removeAttribute("aria-busy");
      const frame = this.standing;
      this.standing = null;
      if (frame) {
        this.sigma.refresh();
        frame();
      }
    });
  }

  private remember(): void {
    // By the id that was drawn: another graph may stand in the place of that one by now.
    this.graph.forEachNode((_, { x, y, entity }) => this.places.set(entity as string, { x, y }));
  }

  /** Brings out what the user looks at, and fades the rest. */
  focus(focus: Focus, state: State, way: readonly number[]): void {
    this.lit = new Set();
    this.named = new Set();
    this.centre = new Set();
    this.litLinks = new Set();
    if (focus && "entity" in focus) {
      const node = this.network.find(focus.entity);
      if (node && this.graph.hasNode(node.at)) this.light(String(node.at));
    } else if (focus && "link" in focus) {
      const [a, b] = focus.link.map((id) => this.network.find(id)?.at);
      if (a !== undefined && b !== undefined) this.lightBetween(a, b);
    } else if (focus && (state.path.from || state.path.to)) {
      for (let at = 0; at + 1 < way.length; at++) this.lightBetween(way[at] ?? 0, way[at + 1] ?? 0);
    }
    this.sigma.refresh({ skipIndexation: true });
  }

  private light(id: string): void {
    this.centre.add(id);
    this.lit = new Set([id, ...this.graph.neighbors(id)]);
    this.litLinks = new Set(this.graph.edges(id));
    this.named = this.foremost(id);
  }

  /** An entity and those it is linked to most strongly: more names would lie one over another. */
  private foremost(id: string): Set<string> {
    const links = this.graph.edges(id).sort((a, b) => this.pull(b) - this.pull(a));
    return new Set([id, ...links.slice(0, 8).map((link) => this.graph.opposite(id, link))]);
  }

  private pull(link: string): number {
    return this.graph.getEdgeAttribute(link, "pull") as number;
  }

  private lightBetween(a: number, b: number): void {
    for (const end of [a, b]) {
      if (!this.graph.hasNode(end)) continue;
      this.lit.add(String(end));
      this.centre.add(String(end));
      this.named.add(String(end));
    }
    if (this.graph.hasNode(a) && this.graph.hasNode(b)) {
      for (const edge of this.graph.edges(a, b)) this.litLinks.add(edge);
    }
  }

  private nodeNow(id: string, plain: Record<string, unknown>) {
    const colours = palette();
    const group = plain.group as number | null;
    const data = { ...plain, color: group === null ? colours.kinds[plain.kind as Kind] : groupColour(group) };
    if (this.hovered && this.graph.hasNode(this.hovered)) {
      if (id === this.hovered) return { ...data, forceLabel: true, zIndex: 3 };
      if (this.graph.areNeighbors(id, this.hovered)) return { ...data, forceLabel: this.hoverNamed.has(id), zIndex: 2 };
      return { ...data, color: colours.faded, label: "", zIndex: 0 };
    }
    if (this.lit.size === 0) return data;
    if (!this.lit.has(id)) return { ...data, color: colours.faded, label: "", zIndex: 0 };
    return { ...data, forceLabel: this.named.has(id), zIndex: this.centre.has(id) ? 3 : 2 };
  }

  private edgeNow(id: string, data: Record<string, unknown>) {
    const { edge, post, edgeLit, postLit, edgeFaded } = palette();
    const lit = { ...data, color: data.post ? postLit : edgeLit, zIndex: 2 };
    if (this.hovered && this.graph.hasNode(this.hovered)) {
      return this.graph.hasExtremity(id, this.hovered) ? lit : { ...data, hidden: true };
    }
    if (this.lit.size === 0) return { ...data, color: data.post ? post : edge };
    return this.litLinks.has(id) ? lit : { ...data, color: edgeFaded, zIndex: 0 };
  }

  /** Draws everything anew, in the colours of now. */
  repaint(): void {
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Takes the picture as it is on paper. */
  asOnPaper<T>(take: () => T): T {
    const taken = onPaper(() => {
      this.repaint();
      return take();
    });
    this.repaint();
    return taken;
  }

  private listen(container: HTMLElement): void {
    const { sigma } = this;
    const hover = (id: string | null) => {
      if (this.dragged || this.graph.size > MANY) return;
      this.hovered = id;
      this.hoverNamed = id === null ? new Set() : this.foremost(id);
      container.classList.toggle("over", id !== null);
      sigma.refresh({ skipIndexation: true });
    };
    sigma.on("enterNode", ({ node }) => hover(node));
    sigma.on("leaveNode", () => hover(null));
    sigma.on("enterEdge", () => container.classList.add("over"));
    sigma.on("leaveEdge", () => container.classList.remove("over"));
    sigma.on("clickNode", ({ node }) => !this.travelled && this.hands.entity(Number(node)));
    sigma.on("clickEdge", ({ edge }) => this.hands.link(Number(edge)));
    sigma.on("clickStage", () => this.hands.nothing());
    sigma.on("downNode", ({ node }) => {
      this.dragged = node;
      this.travelled = false;
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    });
    sigma.on("moveBody", ({ event }) => {
      if (!this.dragged) return;
      this.layout.stop();
      this.travelled = true;
      this.graph.mergeNodeAttributes(this.dragged, sigma.viewportToGraph(event));
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const drop = () => {
      const node = this.dragged;
      this.dragged = null;
      if (!node || !this.travelled) return;
      const { x, y } = this.graph.getNodeAttributes(node);
      this.hands.moved(Number(node), x, y);
      // The click that ends a drag is none.
      setTimeout(() => (this.travelled = false), 0);
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
    container.addEventListener("keydown", (event) => this.key(event));
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const camera = this.sigma.getCamera();
    const { x, y, ratio } = camera.getState();
    const step = 0.12 * ratio;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => camera.setState({ x: x - step }),
      ArrowRight: () => camera.setState({ x: x + step }),
      ArrowUp: () => camera.setState({ y: y + step }),
      ArrowDown: () => camera.setState({ y: y - step }),
      "+": () => this.zoom(1),
      "=": () => this.zoom(1),
      "-": () => this.zoom(-1),
      "0": () => this.zoom(0),
    };
    const move = moves[event.key];
    if (!move) return;
    move();
    event.preventDefault();
  }

  /** 1 nearer, -1 farther, 0 all of it. */
  zoom(direction: -1 | 0 | 1): void {
    const camera = this.sigma.getCamera();
    const still = { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 200 };
    if (direction === 0) {
      this.sigma.setCustomBBox(null);
      void camera.animatedReset(still);
    } else if (direction > 0) void camera.animatedZoom(still);
    else void camera.animatedUnzoom(still);
  }

  /** Zooms to what is looked at and its nearest, once everything stands; `covered` pixels at the bottom are hidden. */
  frame(covered: number, quiet: boolean): void {
    const frame = () => {
      const points = [...this.named].flatMap((id) => this.sigma.getNodeDisplayData(id) ?? []);
      const camera = cameraOn(this.sigma, points, covered);
      if (camera) void this.sigma.getCamera().animate(camera, { duration: quiet ? 1 : 300 });
    };
    if (this.container.hasAttribute("aria-busy")) this.standing = frame;
    else frame();
  }

  place(at: number): [number, number] | null {
    if (!this.graph.hasNode(at)) return null;
    const { x, y } = this.graph.getNodeAttributes(at);
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  }
}
