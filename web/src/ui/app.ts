// The page: bar, filters, picture or matrix, panel; and what happens when a choice changes.

import { Clippings } from "../model/clippings";
import { communities, type Communities } from "../model/communities";
import type { Network } from "../model/data";
import { choose, type Shown } from "../model/choice";
import { passing, type Passing } from "../model/filters";
import { lookedAt } from "../model/news";
import { Search } from "../model/search";
import type { Served } from "../model/served";
import { idsOf, VIEWS, type Focus, type State, type Store, type View } from "../model/state";
import { sheet } from "../panel/sheet";
import { way } from "../panel/way";
import { NetworkView } from "../view/network";
import { darken } from "../view/paint";
import { scene } from "../view/scene";
import { caption } from "./caption";
import { Compare } from "./compare";
import type { Context } from "./context";
import { button, h } from "./dom";
import { exportMenu } from "./export-menu";
import { filterBar } from "./filter-bar";
import { num, speak, t } from "./i18n";
import { notices } from "./notices";
import { Matrix } from "./matrix";
import { Names } from "./names";
import { searchBox } from "./search-box";

/** The choices that change what is shown; others only change how it is looked at. */
const SHOWS: (keyof State)[] = [
  "kinds", "relations", "scope", "minWeight", "minCount", "minMentions", "from", "to", "community", "ego", "hidden",
];
/** Those that change what of it is drawn. */
const DRAWS: (keyof State)[] = ["limit", "draw", "small", "hubs"];
/** The strongest links of what is looked at that are drawn with it. */
const LOOKED_AT = 12;
const differs = (now: State, before: State, keys: (keyof State)[]) => keys.some((key) => now[key] !== before[key]);

export class App {
  private readonly context: Context;
  private view: NetworkView | null = null;
  private search: Search | null = null;
  private groups: Communities | null = null;
  private passes: Passing | null = null;
  private now: Shown | null = null;
  /** Links drawn because their ends are looked at. */
  private extra: number[] = [];
  private filters: ReturnType<typeof filterBar> | null = null;
  /** What stands in the place of the picture. */
  private tables: Partial<Record<View, { element: HTMLElement; render(): void }>> = {};
  private matrix: Matrix | null = null;
  private touched = false;
  private drawn = false;
  private tabs: HTMLButtonElement[] = [];
  private undoButtons: HTMLButtonElement[] = [];
  private aside: HTMLButtonElement | null = null;
  private readonly canvas = h("div", { class: "canvas", tabindex: 0, role: "application" });
  private readonly stage = h("main", { class: "stage" });
  private readonly panel = h("aside", { class: "panel", tabindex: -1 });
  private readonly side = h("aside", { class: "side", id: "filters" });
  private readonly notice = h("div", { class: "notice" });
  private readonly status = h("p", { class: "status", role: "status", "aria-live": "polite" });
  private readonly printed = h("div", { class: "printed", "aria-hidden": "true" });

  constructor(
    private readonly root: HTMLElement,
    private readonly network: Network,
    private readonly store: Store,
    served: Served | null,
    private readonly places: Map<string, { x: number; y: number }>,
  ) {
    const search = () => (this.search ??= new Search(network));
    this.context = {
      network,
      store,
      served,
      get search() {
        return search();
      },
      communities: () => (this.groups ??= communities(network)),
      passing: () => (this.passes ??= passing(network, store.state, this.groupsOf())),
      shown: () => (this.now ??= choose(network, this.context.passing(), store.state, this.extra)),
      clips: new Clippings(`guanxi-clippings ${location.pathname}`),
      before: null,
      placeOf: (entity) => this.view?.place(entity.at) ?? null,
      say: (message) => (this.status.textContent = message),
      renew: () => this.renew(),
      renewPanel: () => this.renderPanel(true),
      enter: () => this.panel.focus({ preventScroll: true }),
    };
    this.context.clips.listen(() => this.countClips());
    const dark = matchMedia("(prefers-color-scheme: dark)");
    darken(dark.matches);
    dark.addEventListener("change", () => {
      darken(dark.matches);
      this.view?.repaint();
      this.renderNotices();
    });
    this.build();
    store.listen((now, before) => this.change(now, before));
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeprint", () => {
      if (this.view && store.state.view === "net") this.printed.replaceChildren(scene(this.view, caption(this.context)));
    });
    addEventListener("afterprint", () => this.printed.replaceChildren());
  }

  private groupsOf(): readonly number[] | null {
    const { state } = this.store;
    return state.community !== null || state.colour === "community" ? this.context.communities().of : null;
  }

  /** Everything, in the language chosen. */
  private build(): void {
    const { context, store } = this;
    speak(store.state.lang);
    document.title = `${t("title")} · ${t("tagline")}`;
    this.canvas.setAttribute("aria-label", t("canvas"));
    this.panel.setAttribute("aria-label", t("details"));
    this.side.setAttribute("aria-label", t("filters"));
    const tab = (label: string, run: () => void) => button(label, run);
    this.tabs = [
      tab(t("network"), () => store.set({ view: "net" })),
      tab(t("matrix"), () => store.set({ view: "matrix" })),
      tab(t("names"), () => store.set({ view: "names" })),
      tab(t("path"), () => store.set({ view: "net", focus: { path: true } })),
      tab(t("compare"), () => store.set({ view: "compare" })),
    ];
    this.undoButtons = [
      button("↶", () => store.undo(), { "aria-label": t("undo"), title: `${t("undo")} (Ctrl+Z)`, class: "icon" }),
      button("↷", () => store.redo(), { "aria-label": t("redo"), title: `${t("redo")} (Ctrl+Shift+Z)`, class: "icon" }),
    ];
    const lang = store.state.lang;
    this.aside = button("", () => store.set({ focus: { clips: true } }), { class: "clips-open" });
    this.countClips();
    const bar = h(
      "header",
      { class: "bar" },
      button(t("filters"), () => this.drawer("side"), { class: "only-phone" }),
      h("h1", {}, h("b", { lang: "zh-Hans" }, "关系"), h("span", {}, "guanxi")),
      searchBox(context, { id: "search", label: t("search"), everything: true, pick: (entity) => store.set({ focus: { entity: entity.id } }) }),
      h("nav", { "aria-label": t("network") }, this.tabs),
      h("div", { class: "end-tools" },
        button(t("overview"), () => this.overview(), { class: "only-narrow" }),
        this.aside,
        context.served?.decisions && button(t("review"), () => store.set({ focus: { desk: true } })),
        this.undoButtons,
        exportMenu(context, () => this.picture()),
        button(t("language"), () => store.set({ lang: lang === "zh" ? "en" : "zh" }), { lang: lang === "zh" ? "en" : "zh-Hans" })),
    );
    this.filters = filterBar(context);
    this.side.replaceChildren(h("div", { class: "drawer-head" }, h("h2", {}, t("filters")), this.closer("side")), this.filters.element);
    const zoom = (word: "zoomIn" | "zoomOut" | "fit", sign: string, way: -1 | 0 | 1) =>
      button(sign, () => this.view?.zoom(way), { "aria-label": t(word), title: t(word) });
    const tools = h("div", { class: "zoom", role: "group" }, zoom("zoomIn", "+", 1), zoom("zoomOut", "−", -1), zoom("fit", "⤢", 0),
      button("↻", () => this.view?.arrange(false), { "aria-label": t("layout"), title: t("layout") }));
    this.matrix = new Matrix(context);
    this.tables = { matrix: this.matrix, names: new Names(context), compare: new Compare(context) };
    this.stage.replaceChildren(this.canvas, ...Object.values(this.tables).map(({ element }) => element), tools, this.notice, this.printed);
    const skip = button(t("skip"), () => (store.state.focus ? context.enter() : this.overview()), { class: "skip" });
    this.root.replaceChildren(skip, bar, this.side, this.stage, this.panel, this.status);
    this.renderPanel(false);
    if (this.drawn) this.renderAll();
  }

  private countClips(): void {
    const { length } = this.context.clips.all;
    this.aside?.replaceChildren(length > 0 ? `${t("clippings")} ${length}` : t("clippings"));
  }

  /** Another graph stands in the place of the one before. */
  private renew(): void {
    this.search = null;
    this.groups = null;
    this.passes = null;
    this.now = null;
    this.extra = this.lookedAt();
    this.build();
    this.look(false);
  }

  private picture(): SVGSVGElement | null {
    if (this.store.state.view === "matrix") return this.matrix?.picture() ?? null;
    return this.view && scene(this.view, caption(this.context));
  }

  /** What the graph holds, where the panel lies over the picture. */
  private overview(): void {
    this.store.set({ focus: null });
    this.drawer("panel", true);
    this.panel.focus();
  }

  private closer(which: "side" | "panel") {
    return button("×", () => this.drawer(which, false), { "aria-label": t("close"), class: "icon close" });
  }

  private drawer(which: "side" | "panel", open?: boolean): void {
    this.root.classList.toggle(`${which}-open`, open);
    if (which === "panel" && open === false && this.store.state.focus) this.store.set({ focus: null });
  }

  /** Draws the picture for the first time; a browser without WebGL keeps the rest of the page. */
  draw(): void {
    const { store, network } = this;
    this.extra = this.lookedAt();
    this.now = null;
    try {
      this.view = new NetworkView(this.canvas, network, this.places, {
        entity: (at) => this.touch({ entity: network.node(at).id }),
        link: (at) => {
          const { source, target } = network.link(at);
          this.touch({ link: [network.node(source).id, network.node(target).id] });
        },
        nothing: () => store.state.focus && store.set({ focus: null }),
        moved: (at, x, y) => {
          const place = [Math.round(x * 10) / 10, Math.round(y * 10) / 10] as const;
          store.set({ pins: { ...store.state.pins, [network.node(at).id]: place } });
        },
      });
    } catch {
      this.canvas.replaceChildren(h("p", { class: "note" }, t("noWebgl")));
    }
    this.drawn = true;
    this.renderAll();
    this.look(true);
  }

  /** Notes that this build was looked at, and shows what is new since the one before. */
  remember(): void {
    const { context, store } = this;
    context.before = lookedAt(this.network, `guanxi-seen ${location.pathname}`, new Date().toISOString().slice(0, 10));
    if (context.before && (!store.state.focus || "news" in store.state.focus)) this.renderPanel(false);
  }

  /** What is chosen in the picture is seen already: the picture stays where it is. */
  private touch(focus: Focus): void {
    this.touched = true;
    this.store.set({ focus });
    this.touched = false;
  }

  private quiet(): boolean {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  private renderAll(): void {
    const { store, context } = this;
    const { state } = store;
    const found = context.shown();
    for (const view of VIEWS) this.root.classList.toggle(`as-${view}`, state.view === view);
    this.view?.show(found, state, this.groupsOf(), this.quiet());
    this.tables[state.view]?.render();
    const all = context.passing();
    const drawn = { nodes: found.nodes.length, allNodes: all.nodes.length, links: found.links.length, allLinks: all.links.length };
    this.status.textContent = t("shown", drawn);
    Object.assign(this.status.dataset, { drawn: `${drawn.nodes} ${drawn.links}`, passing: `${drawn.allNodes} ${drawn.allLinks}` });
    this.renderBar();
    this.renderNotices();
  }

  private renderNotices(): void {
    this.notice.replaceChildren(...notices(this.context).map((line) => h("p", {}, line)));
  }

  private renderBar(): void {
    const { state } = this.store;
    const path = !!state.focus && "path" in state.focus;
    const { view } = state;
    const on = [view === "net" && !path, view === "matrix", view === "names", view === "net" && path, view === "compare"];
    this.tabs.forEach((tab, at) => tab.setAttribute("aria-pressed", String(on[at])));
    const [undo, redo] = this.undoButtons;
    if (undo) undo.disabled = !this.store.canUndo;
    if (redo) redo.disabled = !this.store.canRedo;
  }

  private renderPanel(move: boolean): void {
    const { context, panel } = this;
    const { focus } = this.store.state;
    const parts = sheet(context);
    // Whoever goes on from here by keyboard stays here.
    const held = move && panel.contains(document.activeElement);
    panel.replaceChildren(h("div", { class: "drawer-head" }, h("span", {}), this.closer("panel")), h("div", { class: "sheet" }, parts));
    if (move) panel.scrollTop = 0;
    this.root.classList.toggle("panel-open", !!focus);
    if (held) context.enter();
  }

  /** Pixels of the picture's lower end that the panel or the notices lie over. */
  private covered(): number {
    const over = getComputedStyle(this.panel).position === "fixed" && this.root.classList.contains("panel-open");
    const panel = over ? this.stage.getBoundingClientRect().bottom - innerHeight + this.panel.offsetHeight : 0;
    return Math.max(panel, Math.min(this.notice.offsetHeight, this.stage.offsetHeight / 3));
  }

  /** Brings what is looked at into sight, from the server too. */
  private look(reveal: boolean): void {
    const { focus } = this.store.state;
    const route = focus && "path" in focus ? (way(this.context)?.nodes ?? []) : [];
    this.view?.focus(focus, this.store.state, route);
    if (reveal && !this.touched) this.view?.frame(this.covered(), this.quiet());
    void this.bring();
  }

  /** Asks the server for what is looked at and not here; what comes of it is shown. */
  private async bring(): Promise<void> {
    const { served } = this.context;
    const { state } = this.store;
    const { focus, path } = state;
    if (!served?.partial) return;
    const wanted: Promise<void>[] = [];
    if (focus && "path" in focus) {
      if (path.from && path.to) wanted.push(served.way(state));
    } else if (idsOf(focus).length > 0) wanted.push(served.bring(...idsOf(focus)));
    if (state.view === "compare") wanted.push(...state.compare.flatMap((id) => (id === null ? [] : served.bring(id))));
    if (state.view === "matrix") wanted.push(served.kinds(state.rows, state.columns));
    const size = () => this.network.links.length + this.network.nodes.length;
    const before = size();
    try {
      await Promise.all(wanted);
    } catch (error) {
      this.context.say(t("failed", { why: String(error) }));
    }
    if (size() === before) return;
    this.passes = null;
    this.refresh();
    if (focus === this.store.state.focus) this.renderPanel(false);
  }

  /** Draws anew, with what is looked at. */
  private refresh(): void {
    this.now = null;
    this.extra = this.lookedAt();
    this.renderAll();
  }

  /** The links of what is looked at, where the choice would leave them out of the picture. */
  private lookedAt(): number[] {
    const { network, context } = this;
    const { focus } = this.store.state;
    if (focus && "path" in focus) return (way(context)?.links ?? []).map((link) => link.at);
    const ids = idsOf(focus);
    const [a, b] = ids.map((id) => network.find(id)?.at);
    const { weights } = context.passing();
    if (ids.length > 1) return a === undefined || b === undefined ? [] : network.between(a, b).map((link) => link.at);
    const at = (a === undefined ? [] : network.linksAt[a]) ?? [];
    return at.filter((link) => weights[link]).sort((x, y) => (weights[y] ?? 0) - (weights[x] ?? 0) || x - y).slice(0, LOOKED_AT);
  }

  private change(now: State, before: State): void {
    if (now.lang !== before.lang) {
      this.build();
      this.look(false);
      return;
    }
    const filtered = differs(now, before, SHOWS) || (now.colour !== before.colour && now.community !== null);
    if (filtered) this.passes = null;
    const looked = differs(now, before, ["focus", "path"]) ? this.lookedAt() : this.extra;
    const drawn = filtered || differs(now, before, DRAWS) || looked.join() !== this.extra.join();
    if (drawn) this.refresh();
    else if (differs(now, before, ["colour", "view", "rows", "columns", "pins", "compare"])) this.renderAll();
    if (filtered || differs(now, before, ["focus", "path", "pins"])) this.renderPanel(now.focus !== before.focus);
    if (now.view === "matrix" && now.focus !== before.focus) this.tables.matrix?.render();
    this.look(differs(now, before, ["focus", "path"]));
    this.filters?.update();
    this.renderBar();
  }

  private key(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement && !["checkbox", "range"].includes(event.target.type);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
      if (event.shiftKey) this.store.redo();
      else this.store.undo();
      event.preventDefault();
    } else if (event.key === "/" && !typing) {
      document.getElementById("search")?.focus();
      event.preventDefault();
    } else if (event.key === "Escape" && !typing && this.store.state.focus) {
      this.store.set({ focus: null });
    }
  }

  /** What is shown, in figures; for whoever measures the page. */
  get figures(): string {
    const { nodes, links } = this.context.shown();
    return `${num(nodes.length)} ${num(links.length)}`;
  }
}
