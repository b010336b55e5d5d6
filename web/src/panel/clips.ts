// Clippings: the passages put aside, with notes, and as files with their citations.

import { markdown, type Clipping } from "../model/clippings";
import { csv } from "../model/files";
import type { Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { num, t } from "../ui/i18n";
import { save } from "../ui/save";
import { citation, whereOf } from "./citation";

function line(context: Context, clipping: Clipping): Node {
  const { clips } = context;
  const note = h("textarea", { rows: 1, "aria-label": `${t("clipRemark")}: ${clipping.names.join(" × ")}`, placeholder: t("clipRemark") });
  note.value = clipping.note;
  note.addEventListener("change", () => clips.note(clipping, note.value.trim()));
  const copy = () => void navigator.clipboard?.writeText(citation(clipping, clipping.address)).then(() => context.say(t("copied")));
  const item = h("li", {},
    h("h3", { lang: "zh-Hans" }, clipping.names.join(" × ")),
    h("blockquote", {}, h("p", { lang: "zh-Hans" }, clipping.text),
      h("footer", {}, h("span", { class: "file" }, whereOf(clipping)),
        // Of this page, whatever was kept: a view is told by what follows `#`.
        h("a", { href: `#${clipping.address.split("#")[1] ?? ""}` }, t("openView")),
        button(t("cite"), copy, { class: "cite" }),
        button(t("unclip"), () => {
          clips.toggle(clipping, clipping.names, clipping.address);
          context.renewPanel();
        }, { class: "cite", "aria-label": `${t("unclip")}: ${clipping.names.join(" × ")}` }))),
    note);
  return item;
}

export function clipsPanel(context: Context): Node[] {
  const { clips } = context;
  const rows = () => clips.all.map(({ names, text, headline, day, source, url, file, start, end, note, address }) =>
    ({ names: names.join("|"), sentence: text, headline, date: day, source, url, file, start, end, note, address }));
  const tools = h("div", { class: "actions", role: "group", "aria-label": t("clippings") },
    button("Markdown", () => save(markdown(t("clippings"), clips.all, (one) => `${whereOf(one)}. ${one.address}`), "guanxi.clippings.md", "text/markdown")),
    button("CSV", () => save(csv(rows()), "guanxi.clippings.csv", "text/csv")),
    button(t("print"), () => window.print()),
    button(t("clearClips"), () => {
      clips.clear();
      context.renewPanel();
    }));
  return [
    h("p", { class: "kicker" }, t("clippings")),
    h("h2", {}, t("clipsTitle", { n: num(clips.all.length) })),
    h("p", { class: "note small" }, t(clips.lasting ? "clipsKept" : "clipsLost")),
    clips.all.length > 0 ? tools : h("p", { class: "note" }, t("noClips")),
    h("ol", { class: "clips" }, clips.all.map((clipping) => line(context, clipping))),
  ];
}
