// The choices of what is shown.

import { KINDS, SCOPES, type Relation } from "../model/data";
import { initial, LIMIT, type State } from "../model/state";
import type { Context } from "./context";
import { button, h } from "./dom";
import { dateRange } from "./histogram";
import { kindsWord, num, relationWord, scopeWord, t } from "./i18n";

function checks<T extends string>(
  legend: string,
  items: readonly { value: T; label: string; count?: number; colour?: string }[],
  chosen: (state: State) => readonly T[],
  change: (values: T[]) => void,
  context: Context,
) {
  const boxes = items.map(({ value }) => h("input", { type: "checkbox", value }));
  const element = h(
    "fieldset",
    {},
    h("legend", {}, legend),
    items.map(({ label, count, colour }, at) =>
      h(
        "label",
        { class: "check", "--colour": colour },
        boxes[at],
        h("span", {}, label),
        count !== undefined && h("span", { class: "extra" }, num(count)),
      ),
    ),
  );
  element.addEventListener("change", () => change(items.flatMap(({ value }, at) => (boxes[at]?.checked ? [value] : []))));
  const update = () => {
    const now = chosen(context.store.state);
    items.forEach(({ value }, at) => {
      const box = boxes[at];
      if (box) box.checked = now.includes(value);
    });
  };
  return { element, update };
}

function choice(label: string, items: [string, string][], now: () => string, change: (value: string) => void) {
  const select = h("select", { "aria-label": label }, items.map(([value, text]) => h("option", { value }, text)));
  select.addEventListener("change", () => change(select.value));
  return {
    element: h("label", { class: "line" }, h("span", {}, label), select),
    update: () => (select.value = now()),
  };
}

/** One slider from the strongest links to all, over weights that are read from a list, since they crowd at the low end. */
function weaker({ store }: Context, up: number[]) {
  const steps = up.toReversed();
  const label = t("weaker");
  const input = h("input", { type: "range", min: 0, max: steps.length - 1, step: 1, "aria-label": label });
  const shown = h("output", {});
  input.addEventListener("input", () => store.set({ minWeight: steps[Number(input.value)] ?? 0 }));
  const update = () => {
    const value = store.state.minWeight;
    const at = steps.findIndex((step) => step <= value);
    input.value = String(at < 0 ? steps.length - 1 : at);
    const told = value > 0 ? t("atLeast", { n: num(value) }) : t("allLinks");
    shown.textContent = told;
    input.setAttribute("aria-valuetext", told);
  };
  return { element: h("label", { class: "range" }, h("span", {}, label), shown, input), update };
}

/** The least weight, times together and mentions as numbers, for who wants them exactly; open where one is set. */
function exactly({ store }: Context) {
  const least = { minWeight: 0, minCount: 1, minMentions: 1 } as const;
  const keys = ["minWeight", "minCount", "minMentions"] as const;
  const fields = keys.map((key) => {
    const field = h("input", { type: "number", min: least[key], step: key === "minWeight" ? "any" : 1, "aria-label": t(key) });
    field.addEventListener("change", () => {
      const value = Number(field.value);
      store.set({ [key]: field.value !== "" && value >= least[key] ? value : least[key] });
    });
    return field;
  });
  const element = h("details", { class: "exactly" }, h("summary", {}, t("exactly")),
    keys.map((key, at) => h("label", { class: "line" }, h("span", {}, t(key)), fields[at])));
  const update = () => {
    keys.forEach((key, at) => {
      const field = fields[at];
      if (field) field.value = String(Number(store.state[key].toPrecision(4)));
    });
    if (store.state.minCount > 1 || store.state.minMentions > 1) element.open = true;
  };
  return { element, update };
}

/** Values that steps are made of; of more, every so many. */
const SAMPLED = 8000;

/** At most 24 steps that split the values evenly, from the least on. */
function steps(values: number[], least: number): number[] {
  const every = Math.ceil(values.length / SAMPLED);
  const some = every > 1 ? values.filter((_, at) => at % every === 0) : values;
  const sorted = [...new Set(some)].filter((value) => value > least).sort((a, b) => a - b);
  const many = Math.min(24, sorted.length);
  const picked = Array.from({ length: many }, (_, at) => sorted[Math.floor((at * sorted.length) / many)] ?? least);
  return [least, ...picked];
}

/** Links above which communities are looked for only when somebody asks: it takes seconds. */
const MANY = 30_000;

function communityChoice(context: Context) {
  const { network, store } = context;
  const made = choice(t("community"), [["", t("allCommunities")]], () => String(store.state.community ?? ""), (value) => {
    store.set({ community: value === "" ? null : Number(value) });
  });
  const select = made.element.querySelector("select");
  const fill = () => {
    if (!select || select.length > 1) return;
    const groups = context.communities().groups.filter((group) => group.size > 1).slice(0, 60);
    select.append(
      ...groups.map(({ number, names, size }) => h("option", { value: number }, `${names.join("、")} (${size})`)),
    );
  };
  if (network.links.length <= MANY || store.state.community !== null) fill();
  else for (const event of ["pointerdown", "focus"]) select?.addEventListener(event, fill, { once: true });
  return made;
}

export function filterBar(context: Context): { element: HTMLElement; update(): void } {
  const { network, store } = context;
  const counts = new Map<string, number>();
  for (const node of network.nodes) counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
  const pairs = network.links.filter((link) => link.relation === "co-mention");
  const relations: Relation[] = ["co-mention", "post"];
  const limits = [100, 300, LIMIT, 2000, 5000, 10_000, 30_000, 100_000, 300_000].filter((limit) => limit < network.links.length);
  const dates = dateRange(context);
  const community = communityChoice(context);
  const parts: { element: HTMLElement; update(): void }[] = [
    checks(
      t("kinds"),
      KINDS.filter((kind) => kind !== "person" || counts.get(kind)).map((kind) => ({ value: kind, label: kindsWord(kind), count: counts.get(kind) ?? 0, colour: `var(--${kind})` })),
      (state) => state.kinds,
      (kinds) => store.set({ kinds }),
      context,
    ),
    checks(
      t("relations"),
      relations.map((value) => ({ value, label: relationWord(value), colour: `var(--${value})` })),
      (state) => state.relations,
      (values) => store.set({ relations: values }),
      context,
    ),
    choice(t("scope"), SCOPES.map((scope) => [scope, scopeWord(scope)]), () => store.state.scope, (value) => {
      store.set({ scope: SCOPES.find((scope) => scope === value) ?? "article" });
    }),
    weaker(context, steps(pairs.map((link) => link.weight), 0)),
    ...(dates ? [{ element: h("fieldset", {}, h("legend", {}, t("dates")), dates.element), update: dates.update }] : []),
    community,
    choice(t("colourBy"), [["kind", t("byKind")], ["community", t("byCommunity")]], () => store.state.colour, (value) => {
      store.set({ colour: value === "community" ? "community" : "kind" });
    }),
    ...(limits.length > 0
      ? [choice(t("most"), [...limits, network.links.length].map((n) => [String(n), num(n)]), () => {
          const all = [...limits, network.links.length];
          return String(all.find((limit) => limit >= store.state.limit) ?? network.links.length);
        }, (value) => store.set({ limit: Number(value) }))]
      : []),
  ];
  const exact = exactly(context);
  const hidden = h("div", { class: "hidden" });
  const ties = h("input", { type: "checkbox", value: "hubs", onchange: () => store.set({ hubs: !ties.checked }) });
  const tied = { element: h("label", { class: "check" }, ties, h("span", {}, t("hubs"))), update: () => void (ties.checked = !store.state.hubs) };
  parts.push(tied, exact);
  const reset = button(t("reset"), () => {
    const { lang, focus, view, path, pins, rows, columns, limit, draw, small, hubs } = store.state;
    store.set({ ...initial(lang), focus, view, path, pins, rows, columns, limit, draw, small, hubs });
  }, { class: "quiet" });
  const update = () => {
    for (const part of parts) part.update();
    const ids = store.state.hidden;
    hidden.replaceChildren(
      ...(ids.length === 0 ? [] : [h("h2", {}, t("hidden"))]),
      ...ids.map((id) =>
        h("div", { class: "pair" },
          h("span", { class: "name", lang: "zh-Hans" }, network.find(id)?.label ?? id),
          button(t("show"), () => store.set({ hidden: ids.filter((other) => other !== id) }), { class: "quiet" })),
      ),
    );
  };
  update();
  return { element: h("div", { class: "filters" }, parts.map((part) => part.element), hidden, reset), update };
}
