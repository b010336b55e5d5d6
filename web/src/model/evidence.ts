// Where a passage comes from, as text to cite and as a table: every sentence that names an official and a project together.

import { type Entity, type Network, type Proof } from "./data";
import { inDays, type Passing } from "./filters";
import type { State } from "./state";

export interface Origin {
  text: string;
  headline: string;
  day: string;
  source: string;
  url: string;
  file: string;
  start: number;
  end: number;
}

/** The words of a proof and where its first passage stands. */
export function originOf(network: Network, proof: Proof): Origin | null {
  const passage = network.passages[proof.passages[0] ?? -1];
  const document = passage && network.documents[passage.document];
  if (!passage || !document) return null;
  return {
    text: proof.passages.map((at) => network.passages[at]?.text ?? "").join(" …… "),
    headline: document.articles?.[passage.article]?.headline ?? document.title ?? "",
    day: network.dayOf(passage) ?? "",
    source: document.source ?? "",
    url: document.url ?? "",
    file: document.id,
    start: passage.start,
    end: passage.end,
  };
}

/** The proofs inside the chosen days; all where none are chosen. */
export function proofsIn(network: Network, proofs: Proof[], state: State): Proof[] {
  if (state.from === null && state.to === null) return proofs;
  return proofs.filter((proof) => inDays(originOf(network, proof)?.day ?? "", state));
}

/** The post an official held on a day, or the one most often stated. */
function postOn(entity: Entity, day: string): string {
  const roles = entity.roles ?? [];
  const then = day && roles.find(({ first, last }) => first !== undefined && first <= day && day <= (last ?? first));
  return (then || roles[0])?.text ?? "";
}

export function evidenceRows(network: Network, passing: Passing, state: State): Record<string, string | number>[] {
  const rows = [];
  for (const at of passing.links) {
    const link = network.link(at);
    const ends = [network.node(link.source), network.node(link.target)];
    const official = ends.find((end) => end.kind === "official");
    const project = ends.find((end) => end.kind === "project");
    if (!official || !project || link.relation !== "co-mention") continue;
    for (const proof of proofsIn(network, network.proofs(link.evidence), state)) {
      const origin = originOf(network, proof);
      if (!origin) continue;
      const { text, headline, day, source, url, file, start, end } = origin;
      const post = postOn(official, day);
      rows.push({ official: official.label, post, project: project.label, date: day, sentence: text, within: proof.scope, headline, source, url, file, start, end });
    }
  }
  return rows;
}
