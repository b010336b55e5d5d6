// A decision on its way: sent, what changed told, and the new graph taken in place.

import type { Entity } from "../model/data";
import type { Change, Decision, Made } from "../model/served";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { num, t } from "../ui/i18n";

/** What the last decision changed, told until the next. */
let last: Change | null = null;

const names = (label: string, list: string[]) =>
  list.length > 0 && h("p", {}, h("b", {}, `${num(list.length)} ${label}`), " ", h("span", { lang: "zh-Hans" }, list.slice(0, 30).join("、"), list.length > 30 && "…"));

/** What changed last; and that nothing did, where nothing was decided yet. */
export function changed(): HTMLElement {
  const box = h("div", { class: "told", role: "status" });
  if (last) {
    const parts = [names(t("gone"), last.gone), names(t("fresh"), last.fresh), names(t("altered"), last.altered)];
    box.append(h("p", {}, h("b", {}, `${t("changed")}: ${last.file}:${last.line}`)), ...parts.filter((part) => part !== false));
  }
  return box;
}

/** Makes a decision, or takes one back; the page has the new graph when it is done. */
export async function carryOut(context: Context, what: Decision | Made, back = false): Promise<void> {
  const { served } = context;
  if (!served) return;
  last = back ? await served.undo(what as Made) : await served.decide(what);
  await served.renew();
  context.renew();
}

/** The field for the token, where it is not known, and the button that decides. */
export function decider(context: Context, decision: () => Decision | null, after: () => void): HTMLElement[] {
  const { served } = context;
  const token = h("input", { type: "password", placeholder: t("token"), "aria-label": t("token") });
  const told = h("div", { class: "told", role: "status" });
  const run = async () => {
    const wish = decision();
    if (!served || !wish) return;
    if (token.value.trim()) served.token = token.value.trim();
    go.disabled = true;
    told.replaceChildren(t("working"));
    try {
      await carryOut(context, wish);
      after();
    } catch (error) {
      told.replaceChildren(t("failed", { why: error instanceof Error ? error.message : String(error) }));
      go.disabled = false;
    }
  };
  const go = button(t("decide"), () => void run(), { class: "primary" });
  return [...(served?.token ? [] : [token]), go, told];
}

/** Name, kind and what hangs on an entity, as one side of a preview. */
export function side(entity: Entity, links: number): HTMLElement {
  return h("div", { class: "side-of" },
    h("b", { lang: "zh-Hans" }, entity.label),
    h("p", { class: "small" }, `${num(entity.mentions)} ${t("mentions")} · ${num(entity.articles)} ${t("articles")} · ${num(links)} ${t("links")}`),
    entity.roles?.[0] && h("p", { class: "small", lang: "zh-Hans" }, entity.roles.slice(0, 3).map((role) => role.text).join("、")),
    entity.first && h("p", { class: "small" }, entity.first === entity.last ? entity.first : `${entity.first} – ${entity.last}`));
}
