// A field that finds entities while one types; arrows choose, Enter opens (the combobox pattern of ARIA).

import type { Entity, Kind } from "../model/data";
import { readings } from "../model/question";
import type { Hit } from "../model/search";
import { ask } from "../panel/answer";
import type { Context } from "./context";
import { h } from "./dom";
import { kindWord, t } from "./i18n";
import { partly } from "./partly";

interface Options {
  id: string;
  label: string;
  value?: string;
  /** Whether pairs and passages are searched, too, and opened. */
  everything?: boolean;
  /** The only kind that may be chosen. */
  only?: Kind;
  pick(entity: Entity): void;
}

export function searchBox(context: Context, { id, label, value = "", everything = false, only, pick }: Options): HTMLElement {
  const results = h("ul", { class: "results", role: "listbox", id: `${id}-list`, "aria-label": label, hidden: true });
  const input = h("input", {
    id,
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: label,
    "aria-label": label,
    "aria-controls": `${id}-list`,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    value,
  });
  let found: (() => void)[] = [];
  let chosen = 0;
  let turn = 0;

  const open = (is: boolean) => {
    results.hidden = !is;
    input.setAttribute("aria-expanded", String(is));
    if (!is) input.removeAttribute("aria-activedescendant");
  };
  const options = () => [...results.querySelectorAll("[role=option]")];
  const mark = () => {
    options().forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    const item = options()[chosen];
    if (item?.id) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  };
  /** One thing to choose, under its number. */
  const option = (value: string, take: () => void, ...content: (Node | string | false | undefined)[]) => {
    const run = () => {
      input.value = value;
      open(false);
      take();
      if (everything) context.enter();
    };
    found.push(run);
    const quiet = (event: Event) => event.preventDefault();
    return h("li", { role: "option", id: `${id}-${found.length - 1}`, onmousedown: quiet, onclick: run }, content);
  };
  const entityOption = ({ entity, alias, post }: Hit) => {
    const note = alias ? `${t("alias")} ${alias}` : (post ?? entity.roles?.[0]?.text);
    return option(entity.label, () => pick(entity),
      h("i", { class: `dot ${entity.kind}`, "aria-hidden": "true" }),
      h("span", { class: "name", lang: "zh-Hans" }, entity.label),
      note && h("span", { class: "role", lang: "zh-Hans" }, note),
      h("span", { class: "extra" }, kindWord(entity.kind)));
  };
  const group = (title: string, items: HTMLElement[]) => {
    if (items.length === 0) return [];
    const head = `${id}-${title}`.replaceAll(" ", "-");
    return [h("li", { role: "presentation" },
      h("b", { class: "group", id: head }, title),
      h("ul", { role: "group", "aria-labelledby": head }, items))];
  };
  const render = () => {
    const { search, store } = context;
    const typed = input.value.trim();
    found = [];
    chosen = 0;
    const fits = ({ entity }: Hit) => only === undefined || entity.kind === only;
    const hits = search.find(typed, only ? 60 : 12).filter(fits).slice(0, 12);
    // `查干湖` can be read as a question, but is a name.
    const question = () => (everything && readings(typed).length > 0
      ? [option(typed, () => void ask(context, typed), h("span", { class: "name", lang: "zh-Hans" }, typed))] : []);
    const first = hits.length === 0 ? question() : [];
    const linked = everything ? search.pairs(typed).map(([a, b]) =>
      option(`${a.label} ${b.label}`, () => store.set({ focus: { link: [a.id, b.id] } }),
        h("span", { class: "name", lang: "zh-Hans" }, `${a.label} × ${b.label}`))) : [];
    const names = hits.map(entityOption);
    const later = hits.length === 0 ? [] : question();
    const asked = [...first, ...later];
    const shown = new Set(hits.map((hit) => hit.entity));
    const posts = search.holders(typed).filter((hit) => fits(hit) && !shown.has(hit.entity)).map(entityOption);
    const said = everything ? search.said(typed).length : 0;
    const passages = said > 0 ? [option(typed, () => store.set({ focus: { text: typed } }), t("saidIn", { n: said, words: typed }))] : [];
    const items = [...group(t("answer"), first), ...group(t("pairs"), linked), ...group(t("names"), names), ...group(t("answer"), later), ...group(t("roles"), posts), ...group(t("passages"), passages)];
    const none = h("li", { class: "none", role: "option", "aria-disabled": "true" }, t("noHits"), " ", partly(context));
    // A passage that has the words is no answer to who is meant: that no name was found is said all the same.
    const missing = asked.length + names.length + posts.length === 0 && (items.length === 0 || partly(context) !== false);
    results.replaceChildren(...items, ...(missing && linked.length === 0 ? [none] : []));
    open(typed !== "");
    mark();
  };

  input.addEventListener("input", () => {
    render();
    const mine = ++turn;
    const { served } = context;
    // The server knows entities that are not here yet.
    if (served?.partial && input.value.trim() !== "") {
      void served.search(input.value).then(() => mine === turn && document.activeElement === input && render());
    }
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (results.hidden) render();
      else chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length);
      mark();
      event.preventDefault();
    } else if (event.key === "Enter" && !event.isComposing) {
      if (results.hidden) render();
      found[chosen]?.();
      event.preventDefault();
    } else if (event.key === "Escape") {
      open(false);
      event.stopPropagation();
    }
  });
  return h("div", { class: "search" }, input, results);
}
