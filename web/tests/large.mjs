// A graph of any size with the shape of real ones: few entities with many links, groups, days, passages.

/** Equal numbers every time (mulberry32). */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const LETTERS = [..."赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜东西南北山水新城河湖明德安平永和"];
const KINDS = ["official", "official", "body", "body", "place", "project"];
const ENDS = { official: "", body: "局", place: "镇", project: "工程" };

/** What `guanxi` writes as graph.json, as an object. */
export function large(nodes = 20_000, links = 200_000) {
  const chance = random(42);
  const below = (most) => Math.floor(chance() * most);
  const day = () => `20${18 + below(6)}-${String(1 + below(12)).padStart(2, "0")}-${String(1 + below(28)).padStart(2, "0")}`;
  const documents = Array.from({ length: 3000 }, (_, at) => ({ id: `pages/${at}.txt`, articles: [{ date: day() }] }));
  const names = new Set();
  while (names.size < nodes) {
    const kind = KINDS[names.size % KINDS.length];
    names.add(`${kind} ${LETTERS[below(LETTERS.length)]}${LETTERS[below(LETTERS.length)]}${LETTERS[below(LETTERS.length)]}${ENDS[kind]}`);
  }
  const order = ["official", "body", "place", "project"];
  const keys = [...names].map((name) => name.split(" ")).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]) || (a[1] < b[1] ? -1 : 1));
  const groups = Math.ceil(nodes / 100);
  const of = keys.map(() => below(groups));
  const members = Array.from({ length: groups }, () => []);
  of.forEach((group, at) => members[group].push(at));
  const passages = Array.from({ length: 40_000 }, (_, at) => ({
    document: at % 3000, article: 0, start: at, end: at + 40, text: `${keys[at % nodes][1]}与${keys[(at * 7) % nodes][1]}一同到现场查看进度，听取有关情况。`,
  }));
  const pairs = new Set();
  const list = [];
  while (list.length < links) {
    // Half inside a group; the ends of the other half lean to the first entities.
    const inside = members[below(groups)];
    const skewed = () => Math.floor(nodes * chance() ** 3);
    const [a, b] = chance() < 0.5 ? [inside[below(inside.length)], inside[below(inside.length)]] : [skewed(), skewed()];
    if (a === undefined || b === undefined || a === b) continue;
    const key = Math.min(a, b) * nodes + Math.max(a, b);
    if (pairs.has(key)) continue;
    pairs.add(key);
    const [date, count, weight] = [day(), 1 + below(3), Number((0.02 + chance() ** 4).toFixed(6))];
    list.push({
      source: Math.min(a, b), target: Math.max(a, b), relation: "co-mention",
      sentences: 1, paragraphs: 1, articles: count, weight, npmi: 0.4, g2: 3.2, jaccard: 0.1, p: 0.2,
      first: date, last: date, days: [[date, 1, 1, count, weight]], evidence: [["sentence", below(passages.length)]],
    });
  }
  list.sort((a, b) => a.source - b.source || a.target - b.target);
  const degree = new Uint32Array(nodes);
  for (const { source, target } of list) {
    degree[source]++;
    degree[target]++;
  }
  const days = [...new Set(documents.map((document) => document.articles[0].date))].sort();
  return {
    format: "guanxi",
    version: 1,
    meta: { scope: "article", damping: true, sentences: 40_000, paragraphs: 30_000, articles: 3000, days: days.map((date) => [date, 3, 2, 1]) },
    documents,
    passages,
    nodes: keys.map(([kind, name], at) => {
      const mentions = 1 + degree[at];
      const date = day();
      return { kind, name, label: name, mentions, documents: 1, sentences: mentions, paragraphs: mentions, articles: mentions,
        days: [[date, mentions, 1, mentions, mentions, mentions]], evidence: [["sentence", below(passages.length)]], first: date, last: date };
    }),
    links: list,
  };
}

/** The same with posts: one after another, four officials held each, every term stated by a passage. */
export function withPosts(graph) {
  const officials = graph.nodes.filter(({ kind }) => kind === "official");
  officials.forEach((node, at) => {
    const [post, term] = [Math.floor(at / 4), at % 4];
    const [first, last] = [`${2018 + term}-0${1 + (post % 9)}-10`, `${2018 + term}-12-0${1 + (post % 9)}`];
    node.roles = [{ text: `第${post}局局长`, count: 2, first, last, evidence: ["sentence", (at * 11) % graph.passages.length] }];
  });
  return graph;
}
