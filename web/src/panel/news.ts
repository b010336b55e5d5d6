// What is new since the build looked at before, or since an earlier file that is chosen.

import { Network, type Link } from "../model/data";
import { graphOf, type Held } from "../model/load";
import { factsOf, newsOf, type Before, type News } from "../model/news";
import { focusOn, type Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { num, t } from "../ui/i18n";
import { pairButton, pairOf } from "./pairs";
import { dot, entityButton, grown, range, section } from "./parts";

/** The graph of a file that guanxi wrote: graph.json, or a page with the graph in it. */
async function earlier(text: string): Promise<Network> {
  const inPage = /<script type="application\/json" id="graph-data">([\s\S]*?)<\/script>/.exec(text);
  const data = JSON.parse(inPage?.[1] ?? text) as Held | { format: string };
  const held = "graph" in data || "packed" in data;
  const file = "format" in data ? data : held ? await graphOf(data) : null;
  if (file?.format !== "guanxi") throw new Error(t("noGraph"));
  const graph = file as ConstructorParameters<typeof Network>[0];
  return new Network(graph, { nodes: graph.nodes.length, links: graph.links.length });
}

/** News of what passes the filters. */
function passing(context: Context, before: Before): News {
  const { weights, mentions } = context.passing();
  const news = newsOf(context.network, before.facts);
  const there = (link: Link) => (weights[link.at] ?? 0) > 0;
  return {
    names: news.names.filter(({ at }) => mentions.has(at)).sort((a, b) => b.mentions - a.mentions || a.at - b.at),
    posts: news.posts.filter(({ who }) => mentions.has(who.at)),
    pairs: news.pairs.filter(there).sort((a, b) => (weights[b.at] ?? 0) - (weights[a.at] ?? 0) || a.at - b.at),
    grown: news.grown.filter(({ link }) => there(link)),
  };
}

function lists(context: Context, before: Before): Node[] {
  const { names, posts, pairs, grown: more } = passing(context, before);
  const pair = (link: Link, was?: number) => {
    const found = pairOf(context, link);
    return found ? pairButton(context, found, was === undefined ? undefined : t("grownTo", { before: was, now: link.articles ?? 0 })) : h("span", {});
  };
  const post = ({ who, role }: News["posts"][number]) =>
    button([dot("official"), h("span", { class: "name", lang: "zh-Hans" }, who.label), h("span", { class: "role", lang: "zh-Hans" }, role.text), h("span", { class: "extra" }, range(role.first, role.last) ?? "")],
      () => focusOn(context, { post: role.text, by: who.id }), { class: "row" });
  const all = names.length + posts.length + pairs.length + more.length;
  if (all === 0) return [h("p", { class: "note" }, t("noNews"))];
  const part = (word: Parameters<typeof t>[0], many: number, list: Node) => (many > 0 ? [section(`${t(word)} · ${num(many)}`, list)] : []);
  return [
    ...part("newPairs", pairs.length, grown(pairs, (link) => pair(link), 8, 24)),
    ...part("grownPairs", more.length, grown(more, ({ link, before }) => pair(link, before), 8, 24)),
    ...part("newNames", names.length, grown(names, (entity) => entityButton(context, entity, num(entity.mentions)), 8, 40)),
    ...part("newPosts", posts.length, grown(posts, post, 8, 40)),
  ];
}

const since = (before: Before) => h("p", { class: "note" }, t("since", { day: before.day }));

export function newsPanel(context: Context): Node[] {
  const box = h("div", {});
  const show = () => {
    const { before } = context;
    box.replaceChildren(...(before ? [since(before), ...lists(context, before)] : [h("p", { class: "note" }, t("firstSeen"))]));
  };
  const field = h("input", { type: "file", accept: ".json,.html", id: "earlier", class: "file-field" });
  const told = h("p", { class: "note", role: "status" });
  field.addEventListener("change", () => {
    const [file] = field.files ?? [];
    if (!file) return;
    file.text().then(earlier).then(
      (network) => {
        context.before = { day: file.name, facts: factsOf(network) };
        told.replaceChildren();
        show();
      },
      (error: unknown) => told.replaceChildren(t("failed", { why: error instanceof Error ? error.message : String(error) })),
    );
  });
  show();
  return [
    h("p", { class: "kicker" }, t("news")),
    h("h2", {}, t("newsTitle")),
    box,
    section(t("withEarlier"), h("label", { class: "line", for: "earlier" }, h("span", {}, t("earlierFile"))), field, told),
  ] as Node[];
}

/** In the overview: how much is new, and the way to it. */
export function newsLine(context: Context): Node {
  const { before } = context;
  const open = button(t(before ? "showNews" : "withEarlier"), () => focusOn(context, { news: true }), { class: "quiet" });
  if (!before) return h("p", { class: "news" }, open);
  const { names, posts, pairs, grown: more } = passing(context, before);
  const told = t("newsLine", { day: before.day, pairs: pairs.length, more: more.length, names: names.length, posts: posts.length });
  return h("p", { class: "news" }, told, " ", open);
}
