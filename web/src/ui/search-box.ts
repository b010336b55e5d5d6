// A field that finds entities while one types; arrows choose, Enter opens (the combobox pattern of ARIA).

import type { Entity } from "../model/data";
import type { Context } from "./context";
import { h } from "./dom";
import { kindWord, t } from "./i18n";
import { partly } from "./partly";

interface Options {
  id: string;
  label: string;
  value?: string;
  pick(entity: Entity): void;
}

export function searchBox(context: Context, { id, label, value = "", pick }: Options): HTMLElement {
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
  let found: Entity[] = [];
  let chosen = 0;
  let turn = 0;

  const open = (is: boolean) => {
    results.hidden = !is;
    input.setAttribute("aria-expanded", String(is));
    if (!is) input.removeAttribute("aria-activedescendant");
  };
  const take = (entity: Entity | undefined) => {
    if (!entity) return;
    input.value = entity.label;
    open(false);
    pick(entity);
  };
  const mark = () => {
    [...results.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    const item = results.children[chosen];
    if (item?.id) input.setAttribute("aria-activedescendant", item.id);
    item?.scrollIntoView({ block: "nearest" });
  };
  const render = () => {
    const hits = context.search.find(input.value);
    found = hits.map((hit) => hit.entity);
    chosen = 0;
    const items = hits.map(({ entity, alias }, at) =>
      h(
        "li",
        { role: "option", id: `${id}-${at}`, onmousedown: (event: Event) => event.preventDefault(), onclick: () => take(entity) },
        h("i", { class: `dot ${entity.kind}`, "aria-hidden": "true" }),
        h("span", { class: "name", lang: "zh-Hans" }, entity.label),
        alias && h("span", { class: "role" }, `${t("alias")} ${alias}`),
        !alias && entity.roles?.[0] && h("span", { class: "role", lang: "zh-Hans" }, entity.roles[0].text),
        h("span", { class: "extra" }, kindWord(entity.kind)),
      ),
    );
    const none = h("li", { class: "none", role: "option", "aria-disabled": "true" }, t("noHits"), " ", partly(context));
    results.replaceChildren(...(items.length > 0 ? items : [none]));
    open(input.value.trim() !== "");
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
      take(found[chosen]);
      event.preventDefault();
    } else if (event.key === "Escape") {
      open(false);
      event.stopPropagation();
    }
  });
  return h("div", { class: "search" }, input, results);
}
