// Articles over time as bars, with two handles that choose the days from and to.

import type { Context } from "./context";
import { button, h, svg } from "./dom";
import { t } from "./i18n";

const BARS = 40;
const DAY = 86_400_000;
const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time(text));
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

export function dateRange(context: Context): { element: HTMLElement; update(): void } | null {
  const { network, store } = context;
  const days = network.meta.days ?? [];
  const [first, last] = [days[0]?.[0], days.at(-1)?.[0]];
  if (!first || !last || first === last) return null;
  const [start, end] = [time(first), time(last)];
  const length = Math.round((end - start) / DAY);
  const bars = new Array<number>(Math.min(BARS, length + 1)).fill(0);
  const slot = (at: number) => Math.min(bars.length - 1, Math.floor(((at - start) / (end - start + DAY)) * bars.length));
  for (const [day, , , articles] of days) {
    const at = slot(time(day));
    bars[at] = (bars[at] ?? 0) + articles;
  }
  const most = Math.max(...bars);
  const rects = bars.map((value, at) => {
    const height = value === 0 ? 0 : 3 + (33 * value) / most;
    return svg("rect", { x: (at * 100) / bars.length, width: 80 / bars.length, y: 36 - height, height });
  });
  const chart = svg(
    "svg",
    { class: "histogram", viewBox: "0 0 100 36", preserveAspectRatio: "none", role: "img", "aria-label": t("histogram") },
    rects,
  );
  const change = () => {
    const [a, b] = [Number(low.value), Number(high.value)];
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    store.set({
      from: from <= 0 ? null : iso(start + from * DAY),
      to: to >= length ? null : iso(start + to * DAY),
    });
  };
  const handle = (label: string) =>
    h("input", { type: "range", min: 0, max: length, step: 1, "aria-label": `${t("dates")}: ${label}`, oninput: change });
  const [low, high] = [handle(t("from")), handle(t("to"))];
  const typed = (which: "from" | "to") => {
    // A field for dates would show them in the order of the browser's language.
    const field = h("input", { type: "text", inputmode: "numeric", maxlength: 10, placeholder: "2023-04-17", "aria-label": `${t("dates")}: ${t(which)}` });
    const plain = which === "from" ? first : last;
    field.addEventListener("change", () => {
      const typed = field.value.trim();
      if (typed === "" || typed === plain) store.set({ [which]: null });
      else if (isDay(typed)) store.set({ [which]: typed });
      else update();
    });
    return field;
  };
  const [fromField, toField] = [typed("from"), typed("to")];
  const all = button(t("allDates"), () => store.set({ from: null, to: null }), { class: "quiet" });
  const update = () => {
    const { from, to } = store.state;
    const [a, b] = [from ? time(from) : start, to ? time(to) : end];
    low.value = String(Math.round((a - start) / DAY));
    high.value = String(Math.round((b - start) / DAY));
    for (const [field, value] of [[low, from ?? first], [high, to ?? last]] as const) field.setAttribute("aria-valuetext", value);
    fromField.value = from ?? first;
    toField.value = to ?? last;
    rects.forEach((rect, at) => rect.classList.toggle("out", at < slot(a) || at > slot(b)));
    all.hidden = from === null && to === null;
  };
  update();
  const element = h(
    "div",
    { class: "dates" },
    h("div", { class: "slider" }, chart, low, high),
    h("div", { class: "typed" }, fromField, h("span", {}, "–"), toField),
    all,
  );
  return { element, update };
}
