// Passages as the archive has them: all of them, not the clearest few that the graph keeps; each with its article.

import { KINDS, type Entity } from "../model/data";
import type { Found, Stored } from "../model/served";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { t } from "../ui/i18n";
import { correction, type Read } from "./correction";
import { markedIn } from "./passages";

/** Entities of the graph that a stored passage names. */
function named({ network }: Context, { entities }: Stored): Entity[] {
  return entities.flatMap(([kind, name]) => network.find(`${kind}:${name}`) ?? []);
}

/** What a stored passage names, as it was read. */
export function readIn({ network }: Context, { entities, start }: Stored): Read[] {
  return entities.flatMap(([kind, name]) => {
    const known = KINDS.find((one) => one === kind);
    return known ? [{ kind: known, name, label: network.find(`${kind}:${name}`)?.label ?? name, start }] : [];
  });
}

/** A passage of the archive, with its article on request; what it names can be corrected where decisions are made. */
export function quotation(context: Context, stored: Stored, main: Entity[]): HTMLElement {
  const { served } = context;
  const around = h("div", { class: "around" });
  const open = button(t("openArticle"), () => {
    if (around.childElementCount > 0) return around.replaceChildren();
    void served?.article(stored.document, stored.start).then(({ passages }) => {
      const lines = passages.map((passage) => {
        const here = passage.start === stored.start;
        return h("p", { class: here ? "here" : "", lang: "zh-Hans", "aria-current": here ? "true" : null }, markedIn(context, passage.text, main, named(context, passage)));
      });
      around.replaceChildren(h("p", { class: "note small" }, t("articleNote")), ...lines);
    });
  }, { class: "cite" });
  return h("blockquote", {},
    h("p", { lang: "zh-Hans" }, markedIn(context, stored.text, main, named(context, stored))),
    h("footer", {},
      stored.headline && h("span", { class: "headline" }, stored.headline),
      h("span", { class: "day" }, stored.day ?? t("undatedDay")),
      h("span", { class: "file" }, stored.document),
      open),
    correction(context, stored.document, readIn(context, stored)),
    around);
}

/** A button that brings passages from the archive into its place, and more as they are asked for. */
export function fromArchive(context: Context, ask: (from: number) => Promise<Found>, main: Entity[], atOnce = false): HTMLElement | false {
  if (!context.served?.archive) return false;
  const box = h("div", { class: "archive" });
  const list = h("div", { class: "passages" });
  const told = h("p", { class: "note small", role: "status" });
  const bring = async (from: number) => {
    try {
      const { passages, all } = await ask(from);
      list.append(...passages.map((stored) => quotation(context, stored, main)));
      const upto = from + passages.length;
      told.textContent = t("archiveAll", { n: upto, all });
      const more = button(t("morePassages", { n: Math.min(50, all - upto) }), () => {
        more.remove();
        void bring(upto);
      }, { class: "quiet" });
      box.replaceChildren(told, list, ...(upto < all && passages.length > 0 ? [more] : []));
    } catch (error) {
      context.say(t("failed", { why: error instanceof Error ? error.message : String(error) }));
    }
  };
  if (atOnce) void bring(0);
  else box.append(button(t("fromArchive"), () => void bring(0), { class: "quiet" }));
  return box;
}
