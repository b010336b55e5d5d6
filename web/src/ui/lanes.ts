// Lanes drawn: a name at the left, marks along the days, each a button that opens its sentence.

import { Axis, daysOf, laneKind, nearest, otherLanes, postLanes, sharedDays, type Mark, type OtherLane, type PostLane } from "../model/lanes";
import type { Entity } from "../model/data";
import { range } from "../panel/parts";
import { focusOn, type Context } from "./context";
import { button, h } from "./dom";
import { kindsWord, num, t } from "./i18n";

/** Lanes at first, and more of them at a time. */
const STEP = 12;
/** Holders of a post shown before and after each of those compared. */
const AROUND = 3;
/** Pixels that a mark takes, and those that names take. */
const [MARK, NAMES] = [14, 230];

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
const WHO = ["first", "second"] as const;

export interface Drawn {
  element: HTMLElement;
  lanes: OtherLane[];
}

/** Lanes of one or two; `wide` pixels are there for them. */
export function drawLanes(context: Context, people: Entity[], wide: number): Drawn {
  const { network, store } = context;
  const { state } = store;
  const posts = postLanes(network, state, people);
  const others = otherLanes(network, context.passing(), state, people);
  const [a, b] = people;
  const together = a && b ? sharedDays(network, state, [a, b]) : [];
  const between = a && b ? network.between(a.at, b.at).filter((link) => link.relation === "co-mention" && context.passing().weights[link.at]) : [];
  const days = [
    ...posts.flatMap(({ held }) => nearest(held, AROUND).flatMap(({ role }) => [role.first ?? role.last ?? "", role.last ?? role.first ?? ""])),
    ...others.flatMap(({ marks }) => marks.flat().flatMap((mark) => mark.days)),
    ...together.flatMap((mark) => mark.days),
  ].filter(Boolean);
  const axis = Axis.of(days);
  if (!axis) return { element: h("p", { class: "note" }, others.length + posts.length > 0 ? t("undatedLanes") : t("nothing")), lanes: others };
  const ticks = axis.ticks();
  const room = Math.max(8, Math.floor((wide < 700 ? wide - 40 : wide - NAMES) / MARK));
  const lines = () => ticks.map(({ at }) => h("i", { class: "tick", "--at": percent(at), "aria-hidden": "true" }));
  const track = (...rows: Node[][]) => h("div", { class: "track" }, lines(), rows.map((row) => row.length > 0 && h("div", { class: "rail" }, row)));

  /** Marks of one in a lane. */
  const dots = (marks: Mark[], who: number, name: string, open: (mark: Mark) => void) => axis.grouped(marks, room).map((mark) => {
    const on = range(mark.days[0], mark.days[1]) ?? "";
    const told = `${name}, ${on}: ${t("articlesOn", { n: mark.articles })}`;
    const place = { "--at": percent(axis.at(mark.days[0])) };
    // Without a sentence here there is nothing to open, unless the archive has it.
    if (!mark.kept && !context.served?.archive) return h("span", { class: `spot bare ${WHO[who]}`, role: "img", "aria-label": `${told}, ${t("noneKept")}`, title: `${told}, ${t("noneKept")}`, ...place });
    return button("", () => open(mark), { class: `spot ${WHO[who]}`, "aria-label": told, title: told, ...place });
  });
  const post = ({ post, held }: PostLane) => h("li", {},
    h("h4", { lang: "zh-Hans" }, post),
    h("ol", {}, nearest(held, AROUND).map(({ who, role, ours }) => {
      const when = range(role.first, role.last) ?? t("undatedDay");
      const [from, to] = [axis.at(role.first ?? role.last ?? ""), axis.at(role.last ?? role.first ?? "")];
      const open = () => focusOn(context, { post, by: who.id });
      const rank = ours ? (WHO[people.indexOf(who)] ?? "") : "other";
      const bar = role.first || role.last
        ? button("", open, { class: `bar-of ${rank}`, "--at": percent(from), "--long": percent(to - from), "aria-label": `${post}, ${who.label}, ${when}`, title: `${who.label} ${when}` })
        : button(when, open, { class: "quiet", "aria-label": `${post}, ${who.label}, ${when}` });
      return h("li", { class: "lane" }, label(who, ours ? "" : "other"), track([bar]));
    })));
  const label = (entity: Entity, kind = "") => button(entity.label, () => focusOn(context, { entity: entity.id }), { class: `label ${kind}`, lang: "zh-Hans", title: entity.label });
  const other = ({ other, links, marks }: OtherLane) => {
    const rows = people.map((person, at) => {
      const found = links[at] ? dots(marks[at] ?? [], at, `${person.label} × ${other.label}`, ({ days }) => focusOn(context, { link: [person.id, other.id], on: days })) : [];
      if (links[at] && found.length === 0) return [button(t("undatedDay"), () => focusOn(context, { link: [person.id, other.id] }), { class: "quiet", "aria-label": `${person.label} × ${other.label}, ${t("undatedDay")}` })];
      return found;
    });
    return h("li", { class: "lane" }, label(other), track(...rows));
  };
  const list = h("ol", {}, others.slice(0, STEP).map(other));
  const more = button(t("more", { n: others.length - STEP }), () => {
    list.append(...others.slice(STEP).map(other));
    more.remove();
  }, { class: "quiet" });
  const pair = a && b && together.length > 0 ? [
    h("li", { class: "lane" }, h("span", { class: "label" }, t("sameDay")), track(dots(together, 0, t("sameDay"), ({ days }) => focusOn(context, { link: [a.id, b.id], on: days })))),
    ...between.map((link) => h("li", { class: "lane" }, h("span", { class: "label" }, t("bothNamed")),
      track(dots(daysOf(network, link, state), 0, t("bothNamed"), ({ days }) => focusOn(context, { link: [a.id, b.id], on: days }))))),
  ] : [];
  const head = h("div", { class: "lane axis" }, h("span", { class: "label" }, range(axis.days[0], axis.days[1])),
    h("div", { class: "track" }, ticks.map(({ at, label }) => h("span", { class: "tick-label", "--at": percent(at) }, label))));
  const kind = kindsWord(laneKind(people));
  const element = h("div", { class: "lanes" }, head,
    posts.length > 0 && h("section", {}, h("h3", {}, t("roles")), h("ol", { class: "posts" }, posts.map(post))),
    pair.length > 0 && h("section", {}, h("h3", {}, t("twoTogether")), h("ol", {}, pair)),
    others.length > 0 && h("section", {}, h("h3", {}, `${kind} · ${num(others.length)}`), list, others.length > STEP && more));
  return { element, lanes: others };
}
