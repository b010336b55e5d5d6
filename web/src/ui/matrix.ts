// Who appears with what as a table: sortable by every row and column, each cell opens its passages.

import { KINDS, type Entity, type Kind } from "../model/data";
import { csv } from "../model/files";
import { gridScene } from "../view/grid";
import { png, svgText } from "../view/scene";
import { matrixCaption } from "./caption";
import type { Context } from "./context";
import { button, h } from "./dom";
import { kindsWord, num, scopeWord, t } from "./i18n";
import { partly } from "./partly";
import { save } from "./save";

const STEP = 30;
type Sort = { by: "total" | "name" } | { by: "one"; at: number };

/** Of officials and projects a page holds every link. */
const asked = (rows: Kind, columns: Kind) => [rows, columns].sort().join() === "official,project";

export class Matrix {
  readonly element = h("div", { class: "matrix" });
  private rowSort: Sort = { by: "total" };
  private columnSort: Sort = { by: "total" };
  private most = STEP;
  /** The picture of what is shown, with what it says of itself. */
  private drawn: (() => SVGSVGElement) | null = null;

  constructor(private readonly context: Context) {}

  /** The cells that pass the filters, by row and column. */
  private cells(rows: Kind, columns: Kind): Map<number, Map<number, number>> {
    const { network } = this.context;
    const cells = new Map<number, Map<number, number>>();
    const put = (row: Entity, column: Entity, count: number) => {
      if (row.kind !== rows || column.kind !== columns) return;
      let line = cells.get(row.at);
      if (!line) cells.set(row.at, (line = new Map()));
      line.set(column.at, (line.get(column.at) ?? 0) + count);
    };
    const { links, counts } = this.context.passing();
    for (const at of links) {
      const link = network.link(at);
      if (link.relation !== "co-mention") continue;
      const [a, b] = [network.node(link.source), network.node(link.target)];
      const count = counts[at] ?? 0;
      put(a, b, count);
      put(b, a, count);
    }
    return cells;
  }

  private order(all: number[], value: (at: number) => number, sort: Sort, other: (at: number, of: number) => number): number[] {
    const { network } = this.context;
    const byName = (a: number, b: number) => network.node(a).label.localeCompare(network.node(b).label, "zh-Hans");
    if (sort.by === "name") return all.sort(byName);
    const key = sort.by === "one" ? (at: number) => other(at, sort.at) : value;
    return all.sort((a, b) => key(b) - key(a) || value(b) - value(a) || byName(a, b));
  }

  render(): void {
    const { context } = this;
    const { network, store } = context;
    const { rows, columns } = store.state;
    const cells = this.cells(rows, columns);
    const of = (row: number, column: number) => cells.get(row)?.get(column) ?? 0;
    const rowTotal = new Map<number, number>();
    const columnTotal = new Map<number, number>();
    let strongest = 1;
    for (const [row, line] of cells) {
      for (const [column, count] of line) {
        rowTotal.set(row, (rowTotal.get(row) ?? 0) + count);
        columnTotal.set(column, (columnTotal.get(column) ?? 0) + count);
        strongest = Math.max(strongest, count);
      }
    }
    const allRows = this.order([...rowTotal.keys()], (at) => rowTotal.get(at) ?? 0, this.rowSort, of);
    const allColumns = this.order([...columnTotal.keys()], (at) => columnTotal.get(at) ?? 0, this.columnSort, (column, row) => of(row, column));
    const shownRows = allRows.slice(0, this.most);
    const shownColumns = allColumns.slice(0, this.most);
    const focus = store.state.focus;
    const open = focus && "link" in focus ? focus.link.map((id) => network.find(id)?.at) : [];
    const again = (change: () => void) => () => {
      change();
      this.render();
    };
    const columnHead = (at: number) => {
      const label = network.node(at).label;
      const sorted = this.rowSort.by === "one" && this.rowSort.at === at;
      const head = button(h("span", { lang: "zh-Hans" }, label), again(() => (this.rowSort = sorted ? { by: "total" } : { by: "one", at })), {
        title: t("sortBy", { name: label }),
      });
      return h("th", { scope: "col", "aria-sort": sorted ? "descending" : "none" }, head);
    };
    const rowHead = (at: number) => {
      const label = network.node(at).label;
      const sorted = this.columnSort.by === "one" && this.columnSort.at === at;
      const sort = again(() => (this.columnSort = sorted ? { by: "total" } : { by: "one", at }));
      return h("th", { scope: "row", "aria-sort": sorted ? "descending" : "none" },
        button(h("span", { lang: "zh-Hans" }, label), sort, { title: t("sortBy", { name: label }) }));
    };
    const cell = (row: number, column: number) => {
      const count = of(row, column);
      if (count === 0) return h("td", {});
      const [a, b] = [network.node(row), network.node(column)];
      const current = open.includes(row) && open.includes(column);
      return h("td", {}, button(num(count), () => store.set({ focus: { link: [a.id, b.id] } }), {
        "--tint": `${Math.round(16 + (54 * count) / Math.max(strongest, 4))}%`,
        "aria-label": `${a.label} × ${b.label}: ${count}`,
        "aria-pressed": String(current),
      }));
    };
    const sorter = (by: "total" | "name", label: string) =>
      button(label, again(() => { this.rowSort = { by }; this.columnSort = { by }; }), {
        "aria-pressed": String(this.rowSort.by === by && this.columnSort.by === by),
      });
    const kind = (which: "rows" | "columns") => {
      const select = h("select", { "aria-label": t(which) }, KINDS.map((one) => h("option", { value: one, selected: store.state[which] === one }, kindsWord(one))));
      select.addEventListener("change", () => {
        this.rowSort = { by: "total" };
        this.columnSort = { by: "total" };
        store.set({ [which]: KINDS.find((one) => one === select.value) ?? "official" });
      });
      return select;
    };
    const cut = shownRows.length < allRows.length || shownColumns.length < allColumns.length;
    const table = h("table", {},
      h("caption", {}, `${kindsWord(rows)} × ${kindsWord(columns)}`),
      h("thead", {}, h("tr", {}, h("td", { class: "corner" }), shownColumns.map(columnHead), h("th", { scope: "col", class: "total" }, t("total")))),
      h("tbody", {}, shownRows.map((row) =>
        h("tr", {}, rowHead(row), shownColumns.map((column) => cell(row, column)), h("td", { class: "total" }, num(rowTotal.get(row) ?? 0))))),
    );
    const label = (at: number) => network.node(at).label;
    const sizes = { rows: shownRows.length, columns: shownColumns.length, allRows: allRows.length, allColumns: allColumns.length };
    this.drawn = () => gridScene(
      { rows: shownRows.map(label), columns: shownColumns.map(label), cell: (row, column) => of(shownRows[row] ?? -1, shownColumns[column] ?? -1) },
      matrixCaption(context, sizes, strongest));
    this.element.replaceChildren(
      h("div", { class: "tools" }, kind("rows"), h("span", {}, "×"), kind("columns"), sorter("total", t("sortBy", { name: t("total") })), sorter("name", t("sortBy", { name: t("name") })),
        cut && h("span", { class: "note" }, t("matrixCut", sizes)),
        button("CSV", () => {
          const line = (row: number) => Object.fromEntries([[rows, network.node(row).label], ...allColumns.map((column) => [network.node(column).id, of(row, column)])]);
          save(csv(allRows.map(line)), `guanxi.${rows}-${columns}.csv`, "text/csv");
        }, { class: "quiet" }),
        button("SVG", () => void this.save("svg"), { class: "quiet" }), button("PNG", () => void this.save("png"), { class: "quiet" }),
        cut && button(t("moreRows"), again(() => (this.most += STEP)), { class: "quiet" })),
      shownRows.length === 0 ? h("p", { class: "note" }, t("nothing")) : h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("matrix") }, table),
      h("p", { class: "note small" }, t("matrixNote", { scope: scopeWord(store.state.scope) }), " ", asked(rows, columns) ? false : partly(context)),
    );
  }

  /** What is shown as a picture; nothing where nothing was shown yet. */
  picture(): SVGSVGElement | null {
    return this.drawn?.() ?? null;
  }

  private async save(as: "svg" | "png"): Promise<void> {
    const { rows, columns } = this.context.store.state;
    const [image, name] = [this.picture(), `guanxi.${rows}-${columns}.${as}`];
    if (!image) return;
    if (as === "svg") save(svgText(image), name, "image/svg+xml");
    else save(await png(image), name, "image/png");
  }
}
