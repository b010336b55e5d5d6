// All names that pass the filters as one table: sortable by every column, and as CSV.

import type { Entity } from "../model/data";
import { csv } from "../model/files";
import { fold } from "../model/fold";
import type { Context } from "./context";
import { button, h } from "./dom";
import { kindWord, num, t, type Word } from "./i18n";
import { partly } from "./partly";
import { save } from "./save";

const STEP = 100;

interface Row {
  entity: Entity;
  name: string;
  kind: string;
  post: string;
  first: string;
  last: string;
  mentions: number;
  articles: number;
}
type Column = Exclude<keyof Row, "entity">;
const COLUMNS: Column[] = ["name", "kind", "post", "mentions", "articles", "first", "last"];
const HEADS: Record<Column, Word> = {
  name: "name", kind: "kinds", post: "roles", mentions: "mentions", articles: "articles", first: "firstDay", last: "lastDay",
};
const isNumber = (column: Column) => column === "mentions" || column === "articles";

export class Names {
  readonly element = h("div", { class: "names table" });
  private by: Column = "mentions";
  private down = true;
  private most = STEP;
  private wanted = "";

  constructor(private readonly context: Context) {}

  private rows(): Row[] {
    const { network } = this.context;
    const { nodes, mentions } = this.context.passing();
    const rows = nodes.map((at): Row => {
      const entity = network.node(at);
      return {
        entity,
        name: entity.label,
        kind: kindWord(entity.kind),
        post: (entity.roles ?? []).map((role) => role.text).join("、"),
        mentions: mentions.get(at) ?? 0,
        articles: entity.articles,
        first: entity.first ?? "",
        last: entity.last ?? "",
      };
    });
    const { by, wanted } = this;
    const found = wanted === "" ? rows : rows.filter((row) => fold(`${row.name} ${row.post}`).includes(wanted));
    const order = (a: Row, b: Row) => {
      const [x, y] = [a[by], b[by]];
      const less = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh-Hans");
      return (this.down ? -less : less) || b.mentions - a.mentions || a.entity.at - b.entity.at;
    };
    return found.sort(order);
  }

  render(): void {
    const { context } = this;
    const body = h("tbody", {});
    const told = h("span", { class: "note" });
    const more = button(t("moreRows"), () => {
      this.most += STEP * 5;
      fill();
    }, { class: "quiet" });
    const fill = () => {
      const rows = this.rows();
      const shown = rows.slice(0, this.most);
      told.textContent = t("rowsOf", { n: shown.length, all: rows.length });
      more.hidden = shown.length === rows.length;
      body.replaceChildren(...shown.map((row) => this.line(row)));
    };
    const head = (column: Column) => {
      const sorted = this.by === column ? (this.down ? "descending" : "ascending") : "none";
      const sort = () => {
        this.down = this.by === column ? !this.down : isNumber(column) || column === "last";
        this.by = column;
        this.render();
        this.element.querySelector<HTMLElement>(`th[aria-sort]:not([aria-sort=none]) button`)?.focus();
      };
      return h("th", { scope: "col", "aria-sort": sorted }, button(t(HEADS[column]), sort, { title: t("sortBy", { name: t(HEADS[column]) }) }));
    };
    const field = h("input", { type: "search", placeholder: t("narrow"), "aria-label": t("narrow"), value: this.wanted });
    field.addEventListener("input", () => {
      this.wanted = fold(field.value);
      fill();
    });
    const table = h("table", {},
      h("caption", {}, t("names")),
      h("thead", {}, h("tr", {}, COLUMNS.map(head))),
      body);
    fill();
    this.element.replaceChildren(
      h("div", { class: "tools" }, field, told, more, button("CSV", () => this.save(), { class: "quiet" })),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("names") }, table),
      h("p", { class: "note small" }, t("rowsNote"), " ", partly(context)),
    );
  }

  private line(row: Row): Node {
    const { store } = this.context;
    const open = button(h("span", { lang: "zh-Hans" }, row.name), () => store.set({ focus: { entity: row.entity.id } }));
    const cells = COLUMNS.slice(1).map((column) => {
      const value = row[column];
      return h("td", { class: isNumber(column) ? "number" : column, lang: column === "post" ? "zh-Hans" : null },
        typeof value === "number" ? num(value) : value);
    });
    return h("tr", {}, h("th", { scope: "row" }, open), cells);
  }

  private save(): void {
    const rows = this.rows().map(({ entity, name, post, mentions, articles, first, last }) => {
      const aliases = (entity.aliases ?? []).map((alias) => alias.name).join("|");
      return { id: entity.id, name, kind: entity.kind, posts: post.replaceAll("、", "|"), aliases, mentions, articles, first, last };
    });
    save(csv(rows), "guanxi.names.csv", "text/csv");
  }
}
