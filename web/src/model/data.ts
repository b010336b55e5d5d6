// The graph as the page holds it: what `guanxi` wrote as JSON, with its parts joined by id.

/** People without a public post come last: they are shown only where they are asked for. */
export const KINDS = ["official", "body", "place", "project", "person"] as const;
export type Kind = (typeof KINDS)[number];
export const SCOPES = ["sentence", "paragraph", "article"] as const;
export type Scope = (typeof SCOPES)[number];
export type Relation = "co-mention" | "post";

/** `["sentence", passage]` or `["article", passage, passage]`. */
type Evidence = [Scope, number, number?];

export interface Role {
  text: string;
  count: number;
  first?: string;
  last?: string;
  evidence?: Evidence;
}

export interface Document {
  id: string;
  title?: string;
  date?: string;
  source?: string;
  url?: string;
  reporters?: string[];
  articles?: { date?: string; headline?: string; jurisdiction?: string }[];
}

export interface Passage {
  document: number;
  article: number;
  start: number;
  end: number;
  text: string;
}

interface RawNode {
  kind: Kind;
  name: string;
  home?: string;
  label: string;
  aliases?: { name: string; count: number }[];
  mentions: number;
  documents: number;
  sentences: number;
  paragraphs: number;
  articles: number;
  days?: [string, number, number, number, number, number][];
  roles?: Role[];
  evidence?: Evidence[];
  attributes?: Record<string, string | number>;
  first?: string;
  last?: string;
}

interface RawLink {
  source: number;
  target: number;
  relation: Relation;
  sentences?: number;
  paragraphs?: number;
  articles?: number;
  weight: number;
  npmi?: number;
  g2?: number;
  jaccard?: number;
  p?: number;
  first?: string;
  last?: string;
  days?: [string, number, number, number, number][];
  evidence?: Evidence[];
  roles?: Role[];
}

/** A whole graph, or a part of one: both are written the same way. */
export interface GraphFile {
  format: "guanxi";
  meta: {
    scope: Scope;
    damping: boolean;
    sentences: number;
    paragraphs: number;
    articles: number;
    days?: [string, number, number, number][];
  };
  documents: Document[];
  passages: Passage[];
  nodes: RawNode[];
  links: RawLink[];
}

export interface Entity extends RawNode {
  at: number;
  id: string;
}

export interface Link extends RawLink {
  at: number;
}

/** One sentence, or two, with the closest stretch of text that holds both ends. */
export interface Proof {
  scope: Scope;
  passages: number[];
}

const SYNTAX =
  /[^\w\-.()+\u0080-\u{10ffff}]|[\p{White_Space}\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Noncharacter_Code_Point}/gu;
const encoder = new TextEncoder();

/** White space and marks that are syntax somewhere are percent-encoded, as in every file guanxi writes. */
function plain(name: string): string {
  const coded = (mark: string) =>
    [...encoder.encode(mark)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
  return name.replace(SYNTAX, coded);
}

export function idOf(node: { kind: string; name: string; home?: string }): string {
  const home = node.home === undefined ? "" : `@${plain(node.home)}`;
  return `${node.kind}:${plain(node.name)}${home}`;
}

const isKind = (kind: string): kind is Kind => (KINDS as readonly string[]).includes(kind);

/** How large the graph is, also where only a part of it is here. */
export interface Whole {
  nodes: number;
  links: number;
}

const documentKey = (document: Document) => `d ${document.id}`;
const passageKey = (passage: Passage) => `p ${passage.document} ${passage.start} ${passage.end}`;
const linkKey = (link: RawLink) => `l ${link.source} ${link.target} ${link.relation}`;

export class Network {
  meta: GraphFile["meta"];
  readonly documents: Document[] = [];
  readonly passages: Passage[] = [];
  readonly nodes: Entity[] = [];
  readonly links: Link[] = [];
  /** Positions of the links at each entity. */
  readonly linksAt: number[][] = [];
  /** Entities that some evidence finds in a passage, once somebody asked. */
  private finds: Map<number, Set<number>> | null = null;
  /** Positions by what they are of; filled when parts come that may repeat what is here. */
  private readonly known = new Map<string, number>();
  private readonly ids = new Map<string, number>();
  private sure = true;

  constructor(file: GraphFile, public total: Whole) {
    this.meta = file.meta;
    this.absorb(file);
  }

  /** Puts another graph in the place of this one. */
  renew(file: GraphFile): void {
    const { partial } = this;
    this.meta = file.meta;
    for (const list of [this.documents, this.passages, this.nodes, this.links, this.linksAt]) list.length = 0;
    for (const map of [this.known, this.ids]) map.clear();
    this.finds = null;
    this.sure = true;
    this.absorb(file);
    if (!partial) this.total = { nodes: this.nodes.length, links: this.links.length };
  }

  /** Whether the graph has more than is here. */
  get partial(): boolean {
    return this.links.length < this.total.links || this.nodes.length < this.total.nodes;
  }

  /** Takes in a graph or a part of one; what is here already stays. */
  absorb(file: GraphFile): void {
    this.finds = null;
    if (this.links.length === 0 && this.nodes.length === 0) this.take(file);
    else this.join(file);
  }

  /** Takes in the first graph as it is: it repeats nothing, so nothing is looked up or copied. */
  private take(file: GraphFile): void {
    for (const document of file.documents) this.documents.push(document);
    for (const passage of file.passages) this.passages.push(passage);
    const nodes = file.nodes.map((node) => (isKind(node.kind) ? this.put(node) : -1));
    for (const raw of file.links) {
      const [source, target] = [nodes[raw.source] ?? -1, nodes[raw.target] ?? -1];
      if (source < 0 || target < 0) continue;
      const link = raw as Link;
      link.source = source;
      link.target = target;
      this.tie(link);
    }
  }

  private put(raw: RawNode): number {
    const node = raw as Entity;
    node.id = idOf(raw);
    node.at = this.nodes.length;
    this.ids.set(node.id, node.at);
    this.linksAt.push([]);
    return this.nodes.push(node) - 1;
  }

  private tie(link: Link): void {
    link.at = this.links.length;
    this.linksAt[link.source]?.push(link.at);
    if (link.target !== link.source) this.linksAt[link.target]?.push(link.at);
    this.links.push(link);
  }

  /** Takes in a part, which may repeat what is here. */
  private join(file: GraphFile): void {
    if (this.sure) this.index();
    const once = <T>(key: string, list: T[], item: T): number => {
      const known = this.known.get(key);
      if (known !== undefined) return known;
      this.known.set(key, list.length);
      return list.push(item) - 1;
    };
    const documents = file.documents.map((document) => once(documentKey(document), this.documents, document));
    const passages = file.passages.map((raw) => {
      const passage = { ...raw, document: documents[raw.document] ?? 0 };
      return once(passageKey(passage), this.passages, passage);
    });
    const moved = (evidence: Evidence): Evidence => {
      const [scope, first, second] = evidence;
      const at = passages[first] ?? 0;
      return second === undefined ? [scope, at] : [scope, at, passages[second] ?? 0];
    };
    const posts = (roles?: Role[]) =>
      roles?.map((role) => (role.evidence ? { ...role, evidence: moved(role.evidence) } : role));
    const nodes = file.nodes.map((node) => {
      if (!isKind(node.kind)) return -1;
      return this.ids.get(idOf(node)) ?? this.put({ ...node, evidence: node.evidence?.map(moved), roles: posts(node.roles) });
    });
    for (const raw of file.links) {
      const [source, target] = [nodes[raw.source] ?? -1, nodes[raw.target] ?? -1];
      if (source < 0 || target < 0) continue;
      const link = { ...raw, source, target, evidence: raw.evidence?.map(moved), at: 0 };
      const key = linkKey(link);
      if (this.known.has(key)) continue;
      this.known.set(key, this.links.length);
      if (raw.roles) link.roles = posts(raw.roles);
      this.tie(link);
    }
  }

  /** Notes what is here, since a part may repeat it. */
  private index(): void {
    this.sure = false;
    this.documents.forEach((document, at) => this.known.set(documentKey(document), at));
    this.passages.forEach((passage, at) => this.known.set(passageKey(passage), at));
    this.links.forEach((link, at) => this.known.set(linkKey(link), at));
  }

  /** Entities that some evidence finds in a passage. */
  get named(): ReadonlyMap<number, ReadonlySet<number>> {
    if (this.finds) return this.finds;
    const finds = (this.finds = new Map<number, Set<number>>());
    const name = (passage: number, entity: number) => {
      const here = finds.get(passage);
      if (here) here.add(entity);
      else finds.set(passage, new Set([entity]));
    };
    for (const { evidence, at } of this.nodes) for (const [, passage] of evidence ?? []) name(passage, at);
    for (const { evidence, source, target } of this.links) {
      for (const one of evidence ?? []) {
        if (one.length > 2) continue;
        name(one[1], source);
        name(one[1], target);
      }
    }
    return finds;
  }

  find(id: string): Entity | undefined {
    const at = this.ids.get(id);
    return at === undefined ? undefined : this.nodes[at];
  }

  node(at: number): Entity {
    const node = this.nodes[at];
    if (!node) throw new RangeError(`no entity ${at}`);
    return node;
  }

  link(at: number): Link {
    const link = this.links[at];
    if (!link) throw new RangeError(`no link ${at}`);
    return link;
  }

  /** The links of an entity with the entities at their other ends. */
  around(at: number): { link: Link; other: Entity }[] {
    return (this.linksAt[at] ?? []).map((position) => {
      const link = this.link(position);
      return { link, other: this.node(link.source === at ? link.target : link.source) };
    });
  }

  between(a: number, b: number): Link[] {
    return (this.linksAt[a] ?? []).flatMap((at) => {
      const link = this.link(at);
      return (link.source === a ? link.target : link.source) === b ? [link] : [];
    });
  }

  proofs(evidence: Evidence[] | undefined): Proof[] {
    return (evidence ?? []).map(([scope, first, second]) => ({
      scope,
      passages: second === undefined ? [first] : [first, second],
    }));
  }

  /** The day a passage tells of: its article's, or its document's. */
  dayOf(passage: Passage): string | undefined {
    const document = this.documents[passage.document];
    return document?.articles?.[passage.article]?.date ?? document?.date;
  }
}

const COUNTED = { sentence: "sentences", paragraph: "paragraphs", article: "articles" } as const;

/** Units at a scope that hold both ends; for posts, the mentions that state them. */
export function countOf(link: Link, scope: Scope): number {
  if (link.relation === "post") return (link.roles ?? []).reduce((sum, role) => sum + role.count, 0);
  return link[COUNTED[scope]] ?? 0;
}
