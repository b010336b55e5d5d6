// The words of the page in Chinese and English.

import type { Kind, Relation, Scope } from "../model/data";

type Lang = "zh" | "en";

const WORDS = {
  title: ["关系", "guanxi"],
  tagline: ["谁与谁一同出现", "who appears with whom"],
  network: ["网络", "Network"],
  matrix: ["矩阵", "Matrix"],
  path: ["路径", "Path"],
  search: ["搜索姓名、别名、拼音、职务或原文", "Search names, aliases, pinyin, posts, passages"],
  searchShort: ["搜索", "Search"],
  names: ["名称", "Names"],
  pairs: ["两者之间", "Two together"],
  saidIn: ["{n} 段原文写有“{words}”", "{n} passages with “{words}”"],
  latestFirst: ["最近的在前。", "The latest first."],
  byWeight: ["按同现强弱排列。", "The strongest first."],
  together2: ["官员与项目一同出现", "Officials and projects named together"],
  firstDay: ["最早", "First"],
  lastDay: ["最近", "Last"],
  narrow: ["按名称或职务缩小", "Narrow by name or post"],
  rowsOf: ["{n} / {all} 行", "{n} of {all} rows"],
  rowsNote: ["符合筛选且有关系的全部名称。", "All names that pass the filters and have a link."],
  cite: ["引用", "Cite"],
  citeNote: ["复制引文、出处与本页地址", "Copies the words, where they stand and this address"],
  kept: ["共 {all} 处，这里存有最清楚的 {n} 段。", "{n} of {all} are kept here, the clearest."],
  evidenceFile: ["官员与项目的原文", "Evidence"],
  noHits: ["没有找到", "Nothing found"],
  alias: ["别名", "alias"],
  aliases: ["又作", "Also written"],
  filters: ["筛选", "Filters"],
  details: ["详情", "Details"],
  overview: ["概览", "Overview"],
  close: ["关闭", "Close"],
  undo: ["撤销", "Undo"],
  redo: ["重做", "Redo"],
  export: ["导出", "Export"],
  exportNote: ["导出当前视图", "The current view as a file"],
  print: ["打印", "Print"],
  language: ["English", "中文"],
  kinds: ["类别", "Kinds"],
  relations: ["关系", "Relations"],
  scope: ["同现范围", "Named together in"],
  skip: ["跳到详情", "Skip to the details"],
  weaker: ["也看较弱的关系", "Show weaker links"],
  allLinks: ["全部", "all"],
  atLeast: ["权重 ≥ {n}", "weight ≥ {n}"],
  exactly: ["精确设定", "Exactly"],
  measures: ["度量", "Measures"],
  times: ["{articles} 篇文章同时写到", "{articles} articles name both"],
  onceTogether: ["1 篇文章同时写到", "1 article names both"],
  timesSentence: ["同句 {sentences} 处，同段 {paragraphs} 处", "{sentences} times in one sentence, {paragraphs} in one paragraph"],
  timesParagraph: ["同段 {paragraphs} 处，从未同句", "{paragraphs} times in one paragraph, never in one sentence"],
  timesArticle: ["从未同段", "never in one paragraph"],
  comma: ["；", "; "],
  otherGroups: ["其他群组", "other communities"],
  minWeight: ["最低权重", "Least weight"],
  minCount: ["最少同现次数", "Least times together"],
  minMentions: ["最少提及次数", "Least mentions"],
  dates: ["日期", "Dates"],
  from: ["从", "From"],
  to: ["至", "To"],
  allDates: ["全部日期", "All dates"],
  histogram: ["每期文章数，可拖动两端选择日期", "Articles over time; drag the ends to choose dates"],
  community: ["群组", "Community"],
  allCommunities: ["全部群组", "All communities"],
  colourBy: ["着色", "Colour by"],
  byKind: ["类别", "kind"],
  byCommunity: ["群组", "community"],
  most: ["最多显示关系数", "Most links shown"],
  hidden: ["已隐藏", "Hidden"],
  show: ["恢复", "Show"],
  reset: ["重置筛选", "Reset filters"],
  layout: ["重新布局", "Lay out again"],
  fit: ["全图", "Fit"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  shown: [
    "画出 {allNodes} 个名称中的 {nodes} 个、{allLinks} 条关系中的 {links} 条",
    "{nodes} of {allNodes} names and {links} of {allLinks} links drawn",
  ],
  beyond: [
    "画出 {names} / {allNames} 个名称、{links} / {allLinks} 条关系；搜索、列表、矩阵和路径用全部。",
    "{names} of {allNames} names and {links} of {allLinks} links drawn; search, lists, matrix and path use all.",
  ],
  onlySubject: ["只画官员与项目。", "Only officials and projects are drawn."],
  drawAll: ["也画机构与地点", "Draw bodies and places too"],
  drawSubject: ["只画官员与项目", "Draw officials and projects only"],
  small: ["收起 {groups} 个小组、{names} 个名称。", "{groups} small groups, {names} names, packed away."],
  pack: ["收起小组", "Pack small groups away"],
  hubsGone: ["隐去与大多数相连的 {n} 个：{names}。", "{n} tied to everything are hidden: {names}."],
  hubs: ["隐去与大多数相连者", "Hide those tied to everything"],
  partly: [
    "本页载有 {allNames} 个名称中的 {names} 个、{allLinks} 条关系中的 {links} 条（官员、项目、职务和官员与项目的关系都在）；用 guanxi serve 可查全部。",
    "This page holds {names} of {allNames} names and {links} of {allLinks} links (all officials, projects, posts and links of officials with projects): use guanxi serve to ask all.",
  ],
  raise: ["显示更多", "Show more"],
  undated: ["{n} 条没有日期的关系未显示。", "{n} links without a day are left out."],
  nothing: ["没有符合筛选的关系。", "No link passes the filters."],
  noWebgl: [
    "此浏览器无法绘制网络图（缺少 WebGL）；矩阵、搜索与详情仍可使用。",
    "This browser cannot draw the network (no WebGL); matrix, search and details still work.",
  ],
  canvas: ["网络图：方向键移动，加减号缩放", "Network; arrow keys move, plus and minus zoom"],
  mentions: ["提及", "mentions"],
  documents: ["文档", "documents"],
  articles: ["文章", "articles"],
  links: ["关系", "links"],
  home: ["所属", "Home"],
  roles: ["职务", "Posts"],
  stated: ["{n} 次", "{n}×"],
  neighbours: ["一同出现", "Appears with"],
  passages: ["原文", "Passages"],
  morePassages: ["再显示 {n} 段", "{n} more passages"],
  more: ["再显示 {n} 个", "{n} more"],
  source: ["打开来源", "Open the source"],
  offsets: ["字符 {start}–{end}", "characters {start}–{end}"],
  undatedDay: ["日期不详", "no date"],
  namingArticles: ["有名称的文章", "articles with names"],
  entities: ["名称", "names"],
  together: ["同现", "together"],
  weight: ["权重", "Weight"],
  weightNote: ["长名单已折减", "long lists damped"],
  npmiNote: ["超出偶然的程度，-1 至 1", "beyond chance, −1 to 1"],
  g2Note: ["对数似然比", "log-likelihood ratio"],
  jaccardNote: ["共有份额", "share in common"],
  pNote: ["骨干检验的 p 值", "p-value of the backbone test"],
  twoSentences: ["同一{scope}的两句", "two sentences of one {scope}"],
  ego: ["只看周围", "Surroundings only"],
  steps: ["{n} 步", "Distance {n}"],
  leaveEgo: ["回到全图", "Whole network"],
  egoNote: ["只显示 {name} 周围 {n} 步以内", "Only {name} and what is within distance {n}"],
  pin: ["固定", "Pin"],
  unpin: ["取消固定", "Unpin"],
  hide: ["隐藏", "Hide"],
  pathFrom: ["由此出发的路径", "Path from here"],
  pathTitle: ["两者之间的路径", "Path between two"],
  pathHint: ["选择两个实体；路径取当前筛选下最强的关系。", "Choose two entities; the way takes the strongest links in view."],
  noPath: ["在当前筛选下两者不相连。", "Under these filters nothing leads from one to the other."],
  pathFound: ["{n} 步，长度 {length}", "Steps: {n}, length: {length}"],
  swap: ["对调", "Swap"],
  choose: ["选择实体", "Choose an entity"],
  rows: ["行", "Rows"],
  columns: ["列", "Columns"],
  sortBy: ["按 {name} 排序", "Sort by {name}"],
  total: ["合计", "Total"],
  name: ["名称", "Name"],
  matrixNote: ["格中为{scope}内同现次数；点击可看原文。", "Times together in one {scope}; open a cell to read why."],
  matrixCut: ["显示 {rows} × {columns}（共 {allRows} × {allColumns}）", "{rows} × {columns} of {allRows} × {allColumns}"],
  moreRows: ["更多", "More"],
  topOf: ["提及最多的{kind}", "Most mentioned {kind}"],
  notShown: ["此实体不符合当前筛选。", "The filters leave this out."],
  noLink: ["两者没有在同一处出现，也没有任职关系。", "They are never named together, and neither holds a post in the other."],
  missing: ["图中没有 {id}。", "The graph has no {id}."],
  ask: [
    "共同提及只说明名字出现在同一处，不说明共同行动；请读原文。",
    "Being named together is no proof of acting together; read the passages.",
  ],
  review: ["校订", "Review"],
  reviewNote: ["决定写入 {file}，并重新生成全图。", "Decisions go to {file}; then everything is built again."],
  merge: ["并入", "Merge into"],
  rename: ["改名为", "Rename to"],
  retype: ["改类别为", "Change kind to"],
  block: ["不是实体，移除", "No entity: remove"],
  note: ["理由（可选）", "Reason (optional)"],
  decide: ["执行", "Decide"],
  token: ["启动时显示的口令", "Token shown at start"],
  working: ["正在重新生成…", "Building again…"],
  changed: ["变化", "What changed"],
  gone: ["消失", "gone"],
  fresh: ["新增", "new"],
  altered: ["改变", "changed"],
  failed: ["失败：{why}", "Failed: {why}"],
  copied: ["已复制", "Copied"],
  copyLink: ["复制链接", "Copy link"],
  answer: ["提问", "Ask"],
  asWith: ["一同出现的有 {n} 个，最强的在前。", "{n} appear with it, the strongest first."],
  asCommon: ["与两者都一同出现的有 {n} 个。", "{n} appear with both."],
  asTop: ["提及最多的在前。", "The most mentioned first."],
  asHolders: ["任过“{typed}”的，最早的在前。", "Who held the post “{typed}”, the earliest first."],
  asAmbiguous: ["“{typed}”可能指下面几个。", "“{typed}” may mean several."],
  asUnknown: ["图中没有“{typed}”。", "The graph has no “{typed}”."],
  filtered: ["只算符合筛选的关系。", "Only links that pass the filters count."],
  unfiltered: ["答自全部数据，不经筛选。", "From all there is, without filters."],
  notUnderstood: ["没有读懂。可以这样问：", "Not understood. These are:"],
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof WORDS;

const KIND: Record<Kind, readonly [string, string, string]> = {
  official: ["官员", "official", "officials"],
  body: ["机构", "body", "bodies"],
  place: ["地点", "place", "places"],
  project: ["项目", "project", "projects"],
  person: ["群众", "person", "people without a post"],
};
const SCOPE: Record<Scope, readonly [string, string]> = {
  sentence: ["句", "sentence"],
  paragraph: ["段", "paragraph"],
  article: ["篇", "article"],
};
const RELATION: Record<Relation, readonly [string, string]> = {
  "co-mention": ["同现", "named together"],
  post: ["任职", "post held"],
};

let lang: Lang = "zh";

export function speak(language: Lang): void {
  lang = language;
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
}

export function t(word: Word, values: Record<string, string | number> = {}): string {
  const text: string = WORDS[word][lang === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "number" ? num(value) : (value ?? "");
  });
}

export const kindWord = (kind: Kind) => KIND[kind][lang === "zh" ? 0 : 1];
export const kindsWord = (kind: Kind) => KIND[kind][lang === "zh" ? 0 : 2];
export const scopeWord = (scope: Scope) => SCOPE[scope][lang === "zh" ? 0 : 1];
export const relationWord = (relation: Relation) => RELATION[relation][lang === "zh" ? 0 : 1];

export function num(value: number, digits = 3): string {
  if (Number.isInteger(value)) return value.toLocaleString("en-US").replaceAll(",", "\u2009");
  return String(Number(value.toPrecision(digits)));
}
