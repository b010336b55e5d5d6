// The server behind the page, when `guanxi serve` sent it: parts of the graph that are not here, and decisions.

import { received, type Answer, type Told } from "./answer";
import type { GraphFile, Kind, Network, Whole } from "./data";
import type { State } from "./state";

export type Action = "merge" | "split" | "rename" | "retype" | "block" | "keep";

export interface Decision {
  action: Action;
  kind: string;
  name: string;
  value: string;
  /** Where it holds: `document=a.txt`; everywhere if empty. */
  condition: string;
  note: string;
}

/** A decision of the file, with its line. */
export interface Made extends Decision {
  line: number;
}

/** A passage as the archive has it. */
export interface Stored {
  document: string;
  day: string | null;
  headline: string | null;
  start: number;
  text: string;
  /** Kind and name of what it names. */
  entities: [string, string][];
}

export interface Found {
  passages: Stored[];
  all: number;
}

/** A name of the archive that no list has, or one mention of it that is improbable. */
export interface DoubtfulName {
  kind: string;
  name: string;
  /** Whether one mention is meant, of a name that others make certain. */
  alone: boolean;
  mentions: number;
  documents: number;
  probability: number;
  /** Mentions that are probably wrong. */
  wrong: number;
  passage: Stored;
}

/** A role to be looked over. */
export interface DoubtfulPost {
  entity: { id: string; name: string; mentions: number };
  post: { text: string; count: number; evidence?: { quotes: { document: string; date?: string | null; text: string }[] } | null };
  basis: string;
  /** Who else is said to hold it. */
  others: string[];
}

export interface Doubts {
  posts: { rows: DoubtfulPost[]; more: number };
  names: DoubtfulName[];
}

export interface Change {
  line: number;
  file: string;
  gone: string[];
  fresh: string[];
  altered: string[];
}

/** What the page's data element says when the graph is to be asked for. */
export interface Served {
  /** Whether the server knows more than is here. */
  readonly partial: boolean;
  /** Whether decisions can be made, and where they go. */
  readonly decisions: string | null;
  /** What writing needs; kept until the window is shut. */
  token: string;
  /** Whether an archive can be asked for every passage. */
  readonly archive: boolean;
  search(query: string): Promise<void>;
  /** Brings an entity with all its links, or the links of two entities. */
  bring(...ids: string[]): Promise<void>;
  /** Brings the links of the strongest way under the filters. */
  way(state: State): Promise<void>;
  /** Brings all that two kinds are named together. */
  kinds(rows: Kind, columns: Kind): Promise<void>;
  /** Answers a plain question from the whole graph. */
  ask(sentence: string): Promise<Answer>;
  decide(decision: Decision): Promise<Change>;
  made(): Promise<Made[]>;
  /** What is not certain: roles of the graph, names and mentions of the archive. */
  doubts(): Promise<Doubts>;
  undo(made: Made): Promise<Change>;
  /** Takes in the graph as it is now. */
  renew(): Promise<void>;
  /** Every passage of a name, or of the articles that name two, from the archive. */
  passages(from: number, a: string, b?: string): Promise<Found>;
  article(document: string, start: number): Promise<Found>;
  said(words: string): Promise<Found>;
}

export interface Hello {
  whole: Whole;
  api: string;
  decisions: string | null;
  archive: boolean;
}

const TOKEN = "guanxi-token";

async function get<T>(address: string, token = ""): Promise<T> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const answer = await fetch(address, { headers: { accept: "application/json", ...headers } });
  if (!answer.ok) throw new Error((await answer.text()) || answer.statusText);
  return (await answer.json()) as T;
}

export const overview = (hello: Hello) => get<GraphFile>(`${hello.api}/graph`);

export function served(hello: Hello, network: Network): Served {
  const asked = new Set<string>();
  const part = async (address: string) => {
    if (asked.has(address)) return;
    asked.add(address);
    network.absorb(await get<GraphFile>(address));
  };
  const post = async (where: string, body: object): Promise<Change> => {
    const answer = await fetch(`${hello.api}/${where}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${sessionStorage.getItem(TOKEN) ?? ""}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error((await answer.text()) || answer.statusText);
    return (await answer.json()) as Change;
  };
  return {
    get partial() {
      return network.partial;
    },
    decisions: hello.decisions,
    archive: hello.archive,
    get token() {
      return sessionStorage.getItem(TOKEN) ?? "";
    },
    set token(token) {
      sessionStorage.setItem(TOKEN, token);
    },
    search: (query) => part(`${hello.api}/search?q=${encodeURIComponent(query)}`),
    async bring(...ids) {
      const [a, b] = ids.map(encodeURIComponent);
      if (b === undefined) await part(`${hello.api}/entity?id=${a}`);
      else await part(`${hello.api}/link?a=${a}&b=${b}`);
    },
    way(state) {
      const { kinds, relations, scope, minWeight, minCount, minMentions, hidden } = state;
      const out = new URLSearchParams({ from: state.path.from ?? "", to: state.path.to ?? "", kinds: kinds.join(), relations: relations.join() });
      out.set("scope", scope);
      for (const [name, least] of [["weight", minWeight], ["count", minCount], ["mentions", minMentions]] as const) out.set(name, String(least));
      if (state.from) out.set("since", state.from);
      if (state.to) out.set("until", state.to);
      if (hidden.length > 0) out.set("hide", hidden.join("\n"));
      return part(`${hello.api}/path?${out}`);
    },
    kinds: (rows, columns) => part(`${hello.api}/kinds?rows=${rows}&columns=${columns}`),
    ask: async (sentence) => received(await get<Told>(`${hello.api}/ask?q=${encodeURIComponent(sentence)}`)),
    decide: (decision) => post("decide", decision),
    undo: (made) => post("undo", made),
    made() {
      return get<Made[]>(`${hello.api}/decisions`, this.token);
    },
    doubts: () => get<Doubts>(`${hello.api}/doubts`),
    async renew() {
      asked.clear();
      network.renew(await overview(hello));
    },
    passages: (from, a, b) =>
      get(`${hello.api}/passages?${new URLSearchParams({ a, ...(b === undefined ? {} : { b }), from: String(from) })}`),
    article: (document, start) => get(`${hello.api}/article?${new URLSearchParams({ document, start: String(start) })}`),
    said: (words) => get(`${hello.api}/said?${new URLSearchParams({ q: words })}`),
  };
}
