// The current view as a file, straight from the page.

import { evidenceRows } from "../model/evidence";
import { csv, gexf, graphml, rows } from "../model/files";
import { png, svgText } from "../view/scene";
import type { Context } from "./context";
import { button, h } from "./dom";
import { t } from "./i18n";
import { save } from "./save";

/** `picture` draws the network, or the matrix where that is looked at. */
export function exportMenu(context: Context, picture: () => SVGSVGElement | null): HTMLElement {
  const facts = () => rows(context.network, context.shown(), context.store.state);
  const menu = h("div", { class: "menu", id: "export-menu", hidden: true, role: "group", "aria-label": t("exportNote") });
  const open = (is: boolean) => {
    menu.hidden = !is;
    toggle.setAttribute("aria-expanded", String(is));
  };
  const toggle = button(t("export"), () => open(menu.hidden === true), { "aria-expanded": "false", "aria-controls": "export-menu" });
  const item = (label: string, note: string, run: () => void) =>
    button([h("b", {}, label), h("span", { class: "extra" }, note)], () => {
      open(false);
      toggle.focus();
      run();
    });
  menu.append(
    h("p", { class: "note" }, t("exportNote")),
    item("GraphML", "Gephi, networkx, igraph", () => save(graphml(facts()), "guanxi.graphml", "application/graphml+xml")),
    item("GEXF", "Gephi", () => save(gexf(facts()), "guanxi.gexf", "application/gexf+xml")),
    item("CSV", "nodes + edges", () => {
      const { nodes, links } = facts();
      save(csv(nodes), "guanxi.nodes.csv", "text/csv");
      save(csv(links), "guanxi.edges.csv", "text/csv");
    }),
    item(t("evidenceFile"), "CSV", () => {
      save(csv(evidenceRows(context.network, context.passing(), context.store.state)), "guanxi.evidence.csv", "text/csv");
    }),
    item("SVG", "", () => {
      const image = picture();
      if (image) save(svgText(image), "guanxi.svg", "image/svg+xml");
    }),
    item("PNG", "2×", () => {
      const image = picture();
      if (image) void png(image).then((blob) => save(blob, "guanxi.png", "image/png"));
    }),
    item(t("print"), "", () => window.print()),
    item(t("copyLink"), "", () => {
      void navigator.clipboard?.writeText(location.href).then(() => context.say(t("copied")));
    }),
  );
  const box = h("div", { class: "menu-box" }, toggle, menu);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    open(false);
    toggle.focus();
    event.stopPropagation();
  });
  box.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))) open(false);
  });
  return box;
}
