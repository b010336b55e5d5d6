// What stands below the picture: how much of how much is drawn, why not all, and how to change it.

import { onlySubject } from "../model/choice";
import { marks, type Mark } from "./caption";
import type { Context } from "./context";
import { button, h } from "./dom";
import { num, t } from "./i18n";
import { partly } from "./partly";

type Line = (Node | string)[];

export function notices(context: Context): Line[] {
  const { store, network } = context;
  const { state } = store;
  const passing = context.passing();
  const { nodes, links, beyond, small, hubs } = context.shown();
  const quiet = (label: string, run: () => void) => button(label, run, { class: "quiet" });
  const lines: Line[] = [];
  if (state.colour === "community") {
    const mark = ({ colour, label, group }: Mark) => {
      const content = [h("i", { class: "dot", "--dot": colour, "aria-hidden": "true" }), h("span", { lang: "zh-Hans" }, label)];
      if (group === undefined) return h("span", { class: "mark" }, content);
      const on = state.community === group;
      return button(content, () => store.set({ community: on ? null : group }), { class: "mark", "aria-pressed": String(on) });
    };
    lines.push([h("span", { class: "marks", role: "group", "aria-label": t("community") }, marks(context).map(mark))]);
  }
  if (state.ego) {
    const name = network.find(state.ego.id)?.label ?? state.ego.id;
    lines.push([t("egoNote", { name, n: state.ego.depth }), quiet(t("leaveEgo"), () => store.set({ ego: null }))]);
  }
  const only = onlySubject(network, passing, state);
  if (beyond > 0) {
    const of = t("beyond", { names: nodes.length, allNames: passing.nodes.length, links: links.length, allLinks: passing.links.length });
    const more = quiet(t("raise"), () => store.set(only ? { draw: "all" } : { limit: state.limit * 3 }));
    lines.push([only ? `${of} ${t("onlySubject")}` : of, only ? quiet(t("drawAll"), () => store.set({ draw: "all" })) : more]);
    if (only && links.length >= state.limit) lines.push([quiet(t("raise"), () => store.set({ limit: state.limit * 3 }))]);
  }
  if (state.draw === "all" && !state.ego) lines.push([quiet(t("drawSubject"), () => store.set({ draw: "subject" }))]);
  if (small.groups > 0) {
    lines.push([t("small", { groups: num(small.groups), names: num(small.names) }), quiet(t("show"), () => store.set({ small: true }))]);
  } else if (state.small) lines.push([quiet(t("pack"), () => store.set({ small: false }))]);
  if (!state.hubs && hubs.length > 0) {
    const names = hubs.slice(0, 5).map((at) => network.node(at).label).join("、");
    lines.push([t("hubsGone", { n: hubs.length, names }), quiet(t("show"), () => store.set({ hubs: true }))]);
  }
  const note = partly(context);
  if (note) lines.push([note]);
  if (passing.undated > 0) lines.push([t("undated", { n: passing.undated })]);
  if (passing.links.length === 0) lines.push([t("nothing")]);
  return lines;
}
