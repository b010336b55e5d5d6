// The graph as the page holds it: what `guanxi` wrote as JSON, with its parts joined by id.

export const KINDS = ["official", "body", "place", "project"] as const;
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

export class Network {
  meta: GraphFile["meta"];
  readonly documents: Document[] = [];
  readonly passages: Passage[] = [];
  readonly nodes: Entity[] = [];
  readonly links: Link[] = [];
  /** Positions of the links at each entity. */
  readonly linksAt: number[][] = [];
  /** Entities that some evidence finds in a passage. */
  readonly named: Map<number, Set<number>> = new Map();
  private readonly known = new Map<string, number>();

  constructor(file: GraphFile, readonly total: Whole) {
    this.meta = file.meta;
    this.absorb(file);
  }

  /** Takes in a graph or a part of one; what is here already stays. */
  absorb(file: GraphFile): void {
    const documents = file.documents.map((document) =>
      this.once(`d ${document.id}`, this.documents, () => document),
    );
    const passages = file.passages.map((passage) => {
      const document = documents[passage.document] ?? 0;
      return this.once(`p ${document} ${passage.start} ${passage.end}`, this.passages, () => ({ ...passage, document }));
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
      const id = idOf(node);
      return this.once(`n ${id}`, this.nodes, (at) => {
        this.linksAt.push([]);
        const evidence = node.evidence?.map(moved);
        for (const one of evidence ?? []) this.name(one, [at]);
        const roles = posts(node.roles);
        return { ...node, evidence, roles, id, at };
      });
    });
    for (const link of file.links) {
      const source = nodes[link.source] ?? -1;
      const target = nodes[link.target] ?? -1;
      if (source < 0 || target < 0) continue;
      this.once(`l ${source} ${target} ${link.relation}`, this.links, (at) => {
        this.linksAt[source]?.push(at);
        if (target !== source) this.linksAt[target]?.push(at);
        const evidence = link.evidence?.map(moved);
        for (const one of evidence ?? []) if (one.length === 2) this.name(one, [source, target]);
        return { ...link, source, target, evidence, roles: posts(link.roles), at };
      });
    }
  }

  /** The position of what a key names, made where it is new. */
  private once<T>(key: string, list: T[], make: (at: number) => T): number {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const at = list.length;
    this.known.set(key, at);
    list.push(make(at));
    return at;
  }

  private name([, passage]: Evidence, entities: number[]): void {
    let here = this.named.get(passage);
    if (!here) this.named.set(passage, (here = new Set()));
    for (const entity of entities) here.add(entity);
  }

  find(id: string): Entity | undefined {
    const at = this.known.get(`n ${id}`);
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
    return this.around(a).flatMap(({ link, other }) => (other.at === b ? [link] : []));
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

/** Units at a scope that hold both ends; for posts, the mentions that state them. */
export function countOf(link: Link, scope: Scope): number {
  if (link.relation === "post") return (link.roles ?? []).reduce((sum, role) => sum + role.count, 0);
  return link[`${scope}s`] ?? 0;
}
