// Lanes of posts and of projects on one axis of days: of one person, or of two side by side.

import type { Entity, Kind, Link, Network, Role } from "./data";
import { inDays, overlaps, type Passing } from "./filters";
import { proofsIn } from "./evidence";
import type { Days, State } from "./state";

/** Days of one person in a lane, and whether a sentence of them is kept here. */
export interface Mark {
  days: Days;
  articles: number;
  kept: boolean;
}

/** One who held a post. */
export interface Held {
  who: Entity;
  role: Role;
  /** Whether it is one of those compared. */
  ours: boolean;
}

export interface PostLane {
  post: string;
  /** The earliest first. */
  held: Held[];
}

export interface OtherLane {
  other: Entity;
  /** The link of each of those compared with it. */
  links: (Link | null)[];
  /** Days of each, in their order; none where nothing has a day. */
  marks: Mark[][];
  weight: number;
}

/** What stands in the lanes: projects, or officials where projects are compared. */
export const laneKind = (people: Entity[]): Kind => (people.every(({ kind }) => kind === "project") ? "official" : "project");

/** Days of kept sentences of a link, inside the chosen ones. */
function keptDays(network: Network, link: Link, state: State): Set<string> {
  const proofs = proofsIn(network, network.proofs(link.evidence), state);
  return new Set(proofs.flatMap(({ passages }) => passages.flatMap((at) => {
    const passage = network.passages[at];
    return (passage && network.dayOf(passage)) ?? [];
  })));
}

/** Whether a day is one of those chosen; all are where none are chosen. */
const chosen = (day: string, state: State) => (state.from === null && state.to === null) || inDays(day, state);

/** The days of a link, the earliest first. */
export function daysOf(network: Network, link: Link, state: State): Mark[] {
  const kept = keptDays(network, link, state);
  const rows = (link.days ?? []).filter(([day]) => chosen(day, state));
  return rows.map(([day, , , articles]) => ({ days: [day, day], articles, kept: kept.has(day) }));
}

/** All that those compared are named together with, what they share first, then the strongest. */
export function otherLanes(network: Network, { weights }: Passing, state: State, people: Entity[]): OtherLane[] {
  const kind = laneKind(people);
  const lanes = new Map<number, OtherLane>();
  people.forEach((person, at) => {
    for (const { link, other } of network.around(person.at)) {
      const weight = weights[link.at] ?? 0;
      if (weight === 0 || link.relation !== "co-mention" || other.kind !== kind) continue;
      let lane = lanes.get(other.at);
      if (!lane) lanes.set(other.at, (lane = { other, links: people.map(() => null), marks: people.map(() => []), weight: 0 }));
      lane.links[at] = link;
      lane.marks[at] = daysOf(network, link, state);
      lane.weight += weight;
    }
  });
  const shared = (lane: OtherLane) => lane.links.filter((link) => link !== null).length;
  return [...lanes.values()].sort((a, b) => shared(b) - shared(a) || b.weight - a.weight || a.other.at - b.other.at);
}

const start = (role: Role) => role.first ?? role.last ?? "9";

/** The posts of those compared, each with everyone who held it: who before, who after. */
export function postLanes(network: Network, state: State, people: Entity[]): PostLane[] {
  const dated = state.from !== null || state.to !== null;
  const passes = (role: Role) => !dated || ((role.first || role.last) && overlaps(role, state));
  const wanted = new Map<string, Held[]>();
  for (const role of people.flatMap(({ roles }) => roles ?? [])) if (passes(role)) wanted.set(role.text, []);
  for (const who of wanted.size > 0 ? network.nodes : []) {
    for (const role of who.roles ?? []) if (passes(role)) wanted.get(role.text)?.push({ who, role, ours: people.includes(who) });
  }
  const lanes = [...wanted].map(([post, held]) => {
    return { post, held: held.sort((a, b) => start(a.role).localeCompare(start(b.role)) || a.who.at - b.who.at) };
  });
  const first = ({ held }: PostLane) => held.filter(({ ours }) => ours).map(({ role }) => start(role)).sort()[0] ?? "9";
  return lanes.sort((a, b) => first(a).localeCompare(first(b)) || (a.post < b.post ? -1 : 1));
}

/** Those of a lane nearest to the ones compared, so many before and after each of them. */
export function nearest(held: Held[], around: number): Held[] {
  return held.filter((_, at) => held.slice(Math.max(0, at - around), at + around + 1).some(({ ours }) => ours));
}

/** Days on which two are both named, the earliest first. */
export function sharedDays(network: Network, state: State, [a, b]: readonly [Entity, Entity]): Mark[] {
  const days = ({ days }: Entity) => new Map((days ?? []).filter(([day]) => chosen(day, state)).map((row) => [row[0], row[5]]));
  const [mine, theirs] = [days(a), days(b)];
  const [here, there] = [a, b].map((one) => saidOn(network, one));
  return [...mine].flatMap(([day, articles]): Mark[] => {
    const others = theirs.get(day);
    if (others === undefined) return [];
    return [{ days: [day, day], articles: Math.min(articles, others), kept: !!here?.has(day) && !!there?.has(day) }];
  }).sort((x, y) => x.days[0].localeCompare(y.days[0]));
}

/** The kept passages that name somebody, by day. */
export function saidOn(network: Network, entity: Entity): Map<string, number[]> {
  const said = new Map<string, number[]>();
  for (const [at, named] of network.named) {
    const passage = named.has(entity.at) ? network.passages[at] : undefined;
    const day = passage && network.dayOf(passage);
    if (day === undefined) continue;
    const list = said.get(day);
    if (list) list.push(at);
    else said.set(day, [at]);
  }
  return said;
}

const time = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** An axis from the first of some days to the last. */
export class Axis {
  private readonly start: number;
  private readonly length: number;

  constructor(readonly days: Days) {
    this.start = time(days[0]);
    this.length = Math.max(86_400_000, time(days[1]) - this.start);
  }

  /** The axis that holds all days; null where there are none. */
  static of(days: string[]): Axis | null {
    const sorted = days.filter((day) => !Number.isNaN(time(day))).sort();
    const [first, last] = [sorted[0], sorted.at(-1)];
    return first === undefined || last === undefined ? null : new Axis([first, last]);
  }

  /** Where a day stands, from 0 to 1. */
  at(day: string): number {
    return Math.min(1, Math.max(0, (time(day) - this.start) / this.length));
  }

  /** Firsts of months, some five of them, where they stand and how they are written. */
  ticks(): { at: number; label: string }[] {
    const month = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
    const [first, last] = this.days.map(month) as [number, number];
    const step = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => (last - first) / step <= 5) ?? 240;
    const out = [];
    for (let at = Math.ceil((first + 1) / step) * step; at <= last; at += step) {
      const [year, number] = [Math.floor(at / 12), String((at % 12) + 1).padStart(2, "0")];
      out.push({ at: this.at(`${year}-${number}-01`), label: step % 12 === 0 ? String(year) : `${year}-${number}` });
    }
    return out;
  }

  /** Marks that would lie on one another put together, for room for so many side by side. */
  grouped(marks: Mark[], room: number): Mark[] {
    const out: Mark[] = [];
    let slot = -1;
    for (const mark of marks) {
      const here = Math.min(room - 1, Math.floor(this.at(mark.days[0]) * room));
      const before = out.at(-1);
      if (here === slot && before) {
        out[out.length - 1] = { days: [before.days[0], mark.days[1]], articles: before.articles + mark.articles, kept: before.kept || mark.kept };
      } else out.push(mark);
      slot = here;
    }
    return out;
  }
}
