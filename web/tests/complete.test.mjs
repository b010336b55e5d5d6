// Answers on graphs with far more links than are drawn, held against the graph itself.

import assert from "node:assert/strict";
import { join } from "node:path";
import { counts, fill, passing, scratch, search, setting } from "./browser.mjs";
import { large } from "./large.mjs";

const folder = scratch();
const graph = large(4000, 130_000);
/** The other ends of the links of each entity. */
const around = graph.nodes.map(() => []);
for (const link of graph.links) {
  around[link.source].push([link.target, link]);
  around[link.target].push([link.source, link]);
}
const { on } = setting();
const whole = fill(join(folder, "whole.html"), graph);

const plain = (text) => Number(text.replace(/[^0-9]/g, ""));

/** The length of the shortest way, a link being as long as 1/weight; plainly, without a heap. */
function shortest(from, to) {
  const lengths = graph.nodes.map(() => Number.POSITIVE_INFINITY);
  const done = new Set();
  lengths[from] = 0;
  for (;;) {
    let at = -1;
    for (let one = 0; one < lengths.length; one++) if (!done.has(one) && (at < 0 || lengths[one] < lengths[at])) at = one;
    if (at === to || lengths[at] === Number.POSITIVE_INFINITY) return lengths[to];
    done.add(at);
    for (const [other, { weight }] of around[at]) lengths[other] = Math.min(lengths[other], lengths[at] + 1 / weight);
  }
}

const officials = graph.nodes.flatMap((node, at) => (node.kind === "official" ? [at] : []));
const pairs = graph.links.filter(({ source, target }) => {
  const kinds = [graph.nodes[source].kind, graph.nodes[target].kind];
  return kinds.includes("official") && kinds.includes("project");
});

on("a few hundred links are drawn, and all are there", whole, {}, async (page) => {
  const [names, links] = await counts(page);
  assert.ok(names > 100 && names < 1000 && links >= 300 && links <= 600, `${names} ${links}`);
  assert.deepEqual(await passing(page), [around.filter((list) => list.length > 0).length, 130_000]);
  assert.match(await page.textContent(".notice"), /130\u2009000 条/);
  assert.doesNotMatch(await page.textContent(".notice"), /serve/, "nothing is missing");
  await page.click(".notice button:text-is('也画机构与地点')");
  const more = (await counts(page))[1];
  assert.ok(more > 400 && more <= 600, `${more}`);
  await page.click(".notice button:text-is('显示更多')");
  assert.ok((await counts(page))[1] > 1.5 * more);
});

on("the matrix is of all officials and all projects", whole, {}, async (page) => {
  await page.click("nav button >> nth=1");
  const rows = new Set(pairs.map(({ source, target }) => (graph.nodes[source].kind === "official" ? source : target)));
  const columns = new Set(pairs.map(({ source, target }) => (graph.nodes[source].kind === "official" ? target : source)));
  const cut = (await page.textContent(".matrix .tools .note")).replaceAll("\u2009", "").match(/\d+/g).map(Number);
  assert.deepEqual(cut, [30, 30, rows.size, columns.size]);
  const total = await page.textContent(".matrix tbody tr:first-child td.total");
  const sums = [...rows].map((at) => around[at].filter(([other]) => graph.nodes[other].kind === "project").reduce((sum, [, link]) => sum + link.articles, 0));
  assert.equal(plain(total), Math.max(...sums));
});

on("panels count every link of ten officials", whole, {}, async (page) => {
  for (let turn = 0; turn < 10; turn++) {
    const at = officials[(turn * 131) % officials.length];
    await search(page, graph.nodes[at].label);
    await page.waitForSelector(`.panel h2:text-is("${graph.nodes[at].label}")`);
    const shown = await page.locator(".panel .kind h4").allTextContents();
    for (const [kind, word] of [["official", "官员"], ["body", "机构"], ["place", "地点"], ["project", "项目"]]) {
      const all = around[at].filter(([other]) => graph.nodes[other].kind === kind).length;
      assert.equal(plain(shown.find((text) => text.startsWith(word)) ?? "0"), all, `${graph.nodes[at].label} ${word}`);
    }
  }
});

on("ways lead over links that nobody drew", whole, {}, async (page) => {
  const weak = graph.links.toSorted((a, b) => a.weight - b.weight).filter((_, at) => at % 9000 === 0).slice(0, 5);
  for (const { source, target } of weak) {
    const [a, b] = [source, target].map((at) => graph.nodes[at].label);
    await page.click("nav button >> nth=3");
    for (const [field, name] of [["#path-from", a], ["#path-to", b]]) {
      await page.fill(field, name);
      await page.keyboard.press("Enter");
    }
    await page.waitForSelector(".way li");
    const told = (await page.textContent(".panel")).match(/长度 ([\d.]+)/)[1];
    assert.equal(Number(told), Number(shortest(source, target).toPrecision(3)), `${a} ${b}`);
    const steps = await page.locator(".way > li").count();
    assert.ok((await counts(page))[1] >= steps, "and is drawn");
  }
});

on("three actions lead to the sentence of a named official and a named project, ten times of ten", whole, {}, async (page) => {
  for (let turn = 0; turn < 10; turn++) {
    const { source, target, evidence } = pairs[(turn * 7919) % pairs.length];
    const [a, b] = [source, target].map((at) => graph.nodes[at].label);
    await search(page, a);
    const count = `.panel .kind .pair:has(.name:text-is("${b}")) .count`;
    const more = page.locator(".panel .kind:has(h4:text('项目')) button.quiet");
    if (!(await page.locator(count).count())) await more.click();
    await page.click(count);
    assert.equal(await page.textContent(".panel blockquote p"), graph.passages[evidence[0][1]].text, `${a} ${b}`);
  }
});

on("filters change every answer", whole, { hash: "#from=2022-01-01" }, async (page) => {
  const late = graph.links.filter(({ days }) => days[0][0] >= "2022-01-01");
  const alive = (at) => graph.nodes[at].days[0][0] >= "2022-01-01";
  const left = late.filter(({ source, target }) => alive(source) && alive(target));
  assert.equal((await passing(page))[1], left.length);
  const at = left[0].source;
  await search(page, graph.nodes[at].label);
  const listed = await page.locator(".panel .kind h4 .extra").allTextContents();
  const mine = left.filter(({ source, target }) => source === at || target === at).length;
  assert.equal(listed.map(plain).reduce((sum, one) => sum + one, 0), mine);
});

// As `guanxi build` cuts a graph that is too large: what is asked for stays, of the rest the strongest.
const inPart = new Set(pairs);
for (const link of graph.links.toSorted((a, b) => b.weight - a.weight)) if (inPart.size < 40_000) inPart.add(link);
const ends = new Set([...inPart].flatMap(({ source, target }) => [source, target]));
const kept = graph.nodes.flatMap((node, at) => (["official", "project"].includes(node.kind) || ends.has(at) ? [at] : []));
// Some bodies are left out.
const bodies = kept.filter((at) => graph.nodes[at].kind === "body").slice(0, 200);
const here = kept.filter((at) => !bodies.includes(at));
const place = new Map(here.map((at, position) => [at, position]));
const part = {
  ...graph,
  nodes: here.map((at) => graph.nodes[at]),
  links: graph.links
    .filter((link) => inPart.has(link) && place.has(link.source) && place.has(link.target))
    .map((link) => ({ ...link, source: place.get(link.source), target: place.get(link.target) })),
};
const partial = () => fill(join(folder, "part.html"), part, { nodes: graph.nodes.length, links: graph.links.length });

for (const [locale, words] of [["zh-CN", (a, b) => `${b} 个名称中的 ${a} 个`], ["en-US", (a, b) => `${a} of ${b} names`]]) {
  on(`a page that holds a part says so wherever it finds nothing (${locale})`, partial, { locale }, async (page) => {
    const thousands = (number) => number.toLocaleString("en-US").replaceAll(",", "\u2009");
    const told = words(thousands(part.nodes.length), thousands(graph.nodes.length));
    const says = async (where) => {
      const text = await page.textContent(where);
      assert.ok(text.includes(told) && text.includes("guanxi serve"), `${where}: ${text}`);
    };
    await says(".notice");
    await says(".panel .miss");
    await page.fill("#search", graph.nodes[bodies[0]].label);
    await says("#search-list .none");
    const missing = graph.links.find((link) => !inPart.has(link) && place.has(link.source) && place.has(link.target));
    const [a, b] = [missing.source, missing.target].map((at) => `${graph.nodes[at].kind}:${graph.nodes[at].name}`);
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${locale.slice(0, 2)}&link=${a}~${b}`);
    await page.waitForSelector(".panel .ends");
    await says(".panel .miss");
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${locale.slice(0, 2)}&path=${a}~${b}&weight=99`);
    await page.waitForSelector(".panel .picker");
    await says(".panel .miss");
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${locale.slice(0, 2)}&view=matrix`);
    await page.waitForSelector(".matrix td button");
    assert.doesNotMatch(await page.textContent(".matrix > .note"), /serve/, "officials and projects are all here");
    await page.selectOption(".matrix select >> nth=1", "body");
    await says(".matrix > .note");
  });
}
