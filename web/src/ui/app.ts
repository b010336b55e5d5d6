// The page: bar, filters, picture or matrix, panel; and what happens when a choice changes.

import { communities, type Communities } from "../model/communities";
import type { Network } from "../model/data";
import { shown, type Shown } from "../model/filters";
import { Search } from "../model/search";
import type { Served } from "../model/served";
import type { State, Store } from "../model/state";
import { entityPanel } from "../panel/entity";
import { linkPanel } from "../panel/link";
import { overviewPanel } from "../panel/overview";
import { way, wayPanel } from "../panel/way";
import { NetworkView } from "../view/network";
import { scene } from "../view/scene";
import type { Context } from "./context";
import { button, h } from "./dom";
import { exportMenu } from "./export-menu";
import { filterBar } from "./filter-bar";
import { num, speak, t } from "./i18n";
import { Matrix } from "./matrix";
import { searchBox } from "./search-box";

/** The choices that change what is shown; others only change how it is looked at. */
const SHOWS: (keyof State)[] = [
  "kinds", "relations", "scope", "minWeight", "minCount", "minMentions", "from", "to", "community", "limit", "ego", "hidden",
];
const changed = (now: State, before: State, keys: (keyof State)[]) => keys.some((key) => now[key] !== before[key]);

export class App {
  private readonly context: Context;
  private view: NetworkView | null = null;
  private groups: Communities | null = null;
  private now: Shown | null = null;
  private filters: ReturnType<typeof filterBar> | null = null;
  private matrix: Matrix | null = null;
  private tabs: HTMLButtonElement[] = [];
  private undoButtons: HTMLButtonElement[] = [];
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
  ) {
    this.context = {
      network,
      store,
      served,
      search: new Search(network),
      communities: () => (this.groups ??= communities(network)),
      shown: () => (this.now ??= shown(network, store.state, this.groupsOf())),
      placeOf: (entity) => this.view?.place(entity.at) ?? null,
      say: (message) => (this.status.textContent = message),
    };
    this.build();
    store.listen((now, before) => this.change(now, before));
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeprint", () => {
      if (this.view && store.state.view === "net") this.printed.replaceChildren(scene(this.view, t("tagline")));
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
      tab(t("path"), () => store.set({ view: "net", focus: { path: true } })),
    ];
    this.undoButtons = [
      button("↶", () => store.undo(), { "aria-label": t("undo"), title: `${t("undo")} (Ctrl+Z)`, class: "icon" }),
      button("↷", () => store.redo(), { "aria-label": t("redo"), title: `${t("redo")} (Ctrl+Shift+Z)`, class: "icon" }),
    ];
    const lang = store.state.lang;
    const bar = h(
      "header",
      { class: "bar" },
      button(t("filters"), () => this.drawer("side"), { class: "only-phone" }),
      h("h1", {}, h("b", { lang: "zh-Hans" }, "关系"), h("span", {}, "guanxi")),
      searchBox(context, { id: "search", label: t("search"), pick: (entity) => store.set({ focus: { entity: entity.id } }) }),
      h("nav", { "aria-label": t("network") }, this.tabs),
      h("div", { class: "end-tools" },
        this.undoButtons,
        exportMenu(context, () => this.view),
        button(t("language"), () => store.set({ lang: lang === "zh" ? "en" : "zh" }), { lang: lang === "zh" ? "en" : "zh-Hans" })),
    );
    this.filters = filterBar(context);
    this.side.replaceChildren(h("div", { class: "drawer-head" }, h("h2", {}, t("filters")), this.closer("side")), this.filters.element);
    const zoom = (word: "zoomIn" | "zoomOut" | "fit", sign: string, way: -1 | 0 | 1) =>
      button(sign, () => this.view?.zoom(way), { "aria-label": t(word), title: t(word) });
    const tools = h("div", { class: "zoom", role: "group" }, zoom("zoomIn", "+", 1), zoom("zoomOut", "−", -1), zoom("fit", "⤢", 0),
      button("↻", () => this.view?.arrange(false), { "aria-label": t("layout"), title: t("layout") }));
    this.matrix = new Matrix(context);
    this.stage.replaceChildren(this.canvas, this.matrix.element, tools, this.notice, this.printed);
    this.root.replaceChildren(bar, this.side, this.stage, this.panel, this.status);
    this.renderPanel(false);
    this.renderAll();
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
    try {
      this.view = new NetworkView(this.canvas, network, {
        entity: (at) => store.set({ focus: { entity: network.node(at).id } }),
        link: (at) => {
          const { source, target } = network.link(at);
          store.set({ focus: { link: [network.node(source).id, network.node(target).id] } });
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
    this.renderAll();
    this.look(true);
  }

  private quiet(): boolean {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  private renderAll(): void {
    const { store, context } = this;
    const { state } = store;
    const found = context.shown();
    this.root.classList.toggle("as-matrix", state.view === "matrix");
    this.view?.show(found, state, this.groupsOf(), this.quiet());
    if (state.view === "matrix") this.matrix?.render();
    this.status.textContent = t("shown", { nodes: found.nodes.length, links: found.links.length });
    this.renderBar();
    this.renderNotice();
  }

  private renderBar(): void {
    const { state } = this.store;
    const path = !!state.focus && "path" in state.focus;
    const on = [state.view === "net" && !path, state.view === "matrix", state.view === "net" && path];
    this.tabs.forEach((tab, at) => tab.setAttribute("aria-pressed", String(on[at])));
    const [undo, redo] = this.undoButtons;
    if (undo) undo.disabled = !this.store.canUndo;
    if (redo) redo.disabled = !this.store.canRedo;
  }

  private renderNotice(): void {
    const { store, network } = this;
    const { state } = store;
    const { links, beyond, undated } = this.context.shown();
    const lines: (Node | string)[][] = [];
    if (state.ego) {
      const name = network.find(state.ego.id)?.label ?? state.ego.id;
      lines.push([t("egoNote", { name, n: state.ego.depth }), button(t("leaveEgo"), () => store.set({ ego: null }), { class: "quiet" })]);
    }
    if (beyond > 0) {
      const more = button(t("raise"), () => store.set({ limit: state.limit * 3 }), { class: "quiet" });
      lines.push([t("beyond", { links: links.length, beyond }), more]);
    }
    if (network.total.links > network.links.length) lines.push([t("partial", { all: network.total.links, here: network.links.length })]);
    if (undated > 0) lines.push([t("undated", { n: undated })]);
    if (links.length === 0) lines.push([t("nothing")]);
    this.notice.replaceChildren(...lines.map((line) => h("p", {}, line)));
  }

  private renderPanel(move: boolean): void {
    const { context, network, panel } = this;
    const { focus } = this.store.state;
    const find = (id: string) => network.find(id);
    let parts: Node[];
    if (!focus) parts = overviewPanel(context);
    else if ("path" in focus) parts = wayPanel(context);
    else {
      const ids = "entity" in focus ? [focus.entity] : focus.link;
      const [a, b] = ids.map(find);
      if (a && ids.length === 1) parts = entityPanel(context, a);
      else if (a && b) parts = linkPanel(context, a, b);
      else parts = [h("p", { class: "note" }, t("missing", { id: ids.filter((id) => !find(id)).join(", ") }))];
    }
    panel.replaceChildren(h("div", { class: "drawer-head" }, h("span", {}), this.closer("panel")), h("div", { class: "sheet" }, parts));
    if (move) panel.scrollTop = 0;
    this.root.classList.toggle("panel-open", !!focus);
  }

  /** Brings what is looked at into sight, from the server too. */
  private look(reveal: boolean): void {
    const { focus } = this.store.state;
    const route = focus && "path" in focus ? (way(this.context)?.nodes ?? []) : [];
    this.view?.focus(focus, this.store.state, route);
    const ids = !focus || "path" in focus ? [] : "entity" in focus ? [focus.entity] : focus.link;
    const first = ids[0] === undefined ? undefined : this.network.find(ids[0]);
    if (reveal && first && ids.length === 1) this.view?.reveal(first.at);
    const { served } = this.context;
    if (!served?.partial || ids.length === 0) return;
    const links = this.network.links.length;
    void served.bring(...ids).then(
      () => {
        if (this.network.links.length === links && first) return;
        this.now = null;
        this.renderAll();
        if (focus === this.store.state.focus) this.renderPanel(false);
      },
      (error: unknown) => this.context.say(t("failed", { why: String(error) })),
    );
  }

  private change(now: State, before: State): void {
    if (now.lang !== before.lang) {
      this.build();
      this.look(false);
      return;
    }
    const filtered = changed(now, before, SHOWS);
    if (filtered || changed(now, before, ["colour"])) this.now = null;
    if (filtered || changed(now, before, ["colour", "view", "rows", "columns", "pins"])) this.renderAll();
    if (filtered || changed(now, before, ["focus", "path", "pins"])) this.renderPanel(now.focus !== before.focus);
    if (now.view === "matrix" && now.focus !== before.focus) this.matrix?.render();
    this.look(now.focus !== before.focus);
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
