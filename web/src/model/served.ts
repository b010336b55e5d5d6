// The server behind the page, when `guanxi serve` sent it: parts of the graph that are not here, and decisions.

import { received, type Answer, type Told } from "./answer";
import type { GraphFile, Kind, Network, Whole } from "./data";
import type { State } from "./state";

export interface Decision {
  action: "merge" | "rename" | "retype" | "block";
  kind: string;
  name: string;
  value: string;
  note: string;
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
  token: string;
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
}

export interface Hello {
  whole: Whole;
  api: string;
  decisions: string | null;
}

async function get<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
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
  return {
    get partial() {
      return network.partial;
    },
    decisions: hello.decisions,
    token: "",
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
    async decide(decision) {
      const answer = await fetch(`${hello.api}/decide`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
        body: JSON.stringify(decision),
      });
      if (!answer.ok) throw new Error((await answer.text()) || answer.statusText);
      return (await answer.json()) as Change;
    },
  };
}

