// The state as the part of the address after `#`, and back: only what differs from the start is written.

import { KINDS, SCOPES, type Kind, type Relation } from "./data";
import { VIEWS, type State } from "./state";

const list = (text: string) => text.split(",").filter(Boolean);
const kindOf = (text: string | null): Kind | undefined => KINDS.find((kind) => kind === text);
const day = (text: string | null) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);
const number = (text: string | null, least: number, other: number) => {
  const value = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= least ? value : other;
};

export function write(state: State, start: State): string {
  const out = new URLSearchParams();
  const put = (key: string, value: string, plain: string) => {
    if (value !== plain) out.set(key, value);
  };
  put("lang", state.lang, start.lang);
  put("view", state.view, start.view);
  put("kinds", state.kinds.join(), start.kinds.join());
  put("relations", state.relations.join(), start.relations.join());
  put("scope", state.scope, start.scope);
  put("weight", String(state.minWeight), String(start.minWeight));
  put("count", String(state.minCount), String(start.minCount));
  put("mentions", String(state.minMentions), String(start.minMentions));
  put("from", state.from ?? "", "");
  put("to", state.to ?? "", "");
  put("community", state.community === null ? "" : String(state.community), "");
  put("colour", state.colour, start.colour);
  put("limit", String(state.limit), String(start.limit));
  put("draw", state.draw, start.draw);
  put("small", state.small ? "1" : "", "");
  put("hubs", state.hubs ? "" : "0", "");
  put("rows", state.rows, start.rows);
  put("columns", state.columns, start.columns);
  if (state.ego) out.set("ego", `${state.ego.depth},${state.ego.id}`);
  const focus = state.focus;
  if (focus && "path" in focus) out.set("path", [state.path.from ?? "", state.path.to ?? ""].join("~"));
  if (focus && "entity" in focus) out.set("entity", focus.entity);
  if (focus && "link" in focus) out.set("link", focus.link.join("~"));
  if (focus && "link" in focus && focus.on) out.set("on", focus.on.join());
  if (focus && "post" in focus) out.set("post", `${focus.by}~${focus.post}`);
  if (focus && "text" in focus) out.set("text", focus.text);
  if (focus && "ask" in focus) out.set("ask", focus.ask);
  if (focus && "desk" in focus) out.set("review", "1");
  if (focus && "clips" in focus) out.set("clips", "1");
  if (focus && "news" in focus) out.set("news", "1");
  if (state.compare.some(Boolean)) out.set("compare", state.compare.map((id) => id ?? "").join("~"));
  for (const id of state.hidden) out.append("hide", id);
  for (const [id, [x, y]] of Object.entries(state.pins)) out.append("pin", `${x},${y},${id}`);
  // Chinese letters stay readable in the address bar; what is syntax stays encoded.
  return out.toString().replace(/(?:%[89A-F][0-9A-F])+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

export function read(hash: string, start: State): State {
  const from = new URLSearchParams(hash.replace(/^#/, ""));
  const state: State = { ...start };
  const lang = from.get("lang");
  if (lang === "zh" || lang === "en") state.lang = lang;
  state.view = VIEWS.find((view) => view === from.get("view")) ?? start.view;
  const kinds = from.get("kinds");
  if (kinds !== null) state.kinds = KINDS.filter((kind) => list(kinds).includes(kind));
  const relations = from.get("relations");
  if (relations !== null) {
    state.relations = (["co-mention", "post"] as Relation[]).filter((one) => list(relations).includes(one));
  }
  state.scope = SCOPES.find((scope) => scope === from.get("scope")) ?? start.scope;
  state.minWeight = number(from.get("weight"), 0, start.minWeight);
  state.minCount = number(from.get("count"), 1, start.minCount);
  state.minMentions = number(from.get("mentions"), 1, start.minMentions);
  state.from = day(from.get("from"));
  state.to = day(from.get("to"));
  state.community = from.has("community") ? number(from.get("community"), 0, 0) : null;
  if (from.get("colour") === "community") state.colour = "community";
  state.limit = number(from.get("limit"), 1, start.limit);
  if (from.get("draw") === "all") state.draw = "all";
  state.small = from.get("small") === "1";
  state.hubs = from.get("hubs") !== "0";
  state.rows = kindOf(from.get("rows")) ?? start.rows;
  state.columns = kindOf(from.get("columns")) ?? start.columns;
  const ego = /^([1-4]),(.+)$/.exec(from.get("ego") ?? "");
  if (ego?.[2]) state.ego = { depth: Number(ego[1]), id: ego[2] };
  const path = from.get("path")?.split("~");
  if (path) {
    state.path = { from: path[0] || null, to: path[1] || null };
    state.focus = { path: true };
  }
  const entity = from.get("entity");
  if (entity) state.focus = { entity };
  const [a, b] = from.get("link")?.split("~") ?? [];
  const on = from.get("on")?.split(",").map(day);
  if (a && b) state.focus = on?.[0] && on[1] ? { link: [a, b], on: [on[0], on[1]] } : { link: [a, b] };
  const [by, post] = from.get("post")?.split("~") ?? [];
  if (by && post) state.focus = { post, by };
  const [one, other] = from.get("compare")?.split("~") ?? [];
  state.compare = [one || null, other || null];
  const text = from.get("text");
  if (text) state.focus = { text };
  if (from.get("review") === "1") state.focus = { desk: true };
  if (from.get("clips") === "1") state.focus = { clips: true };
  if (from.get("news") === "1") state.focus = { news: true };
  const asked = from.get("ask");
  if (asked) state.focus = { ask: asked };
  state.hidden = from.getAll("hide");
  state.pins = Object.fromEntries(
    from.getAll("pin").flatMap((pin) => {
      const found = /^(-?[\d.]+),(-?[\d.]+),(.+)$/.exec(pin);
      return found?.[3] ? [[found[3], [Number(found[1]), Number(found[2])] as const]] : [];
    }),
  );
  return state;
}
