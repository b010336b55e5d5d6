// Two people side by side, lanes of posts and projects, clippings, and what is new since the build before.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fill, program, scratch, search, seeds, setting } from "./browser.mjs";
import { large } from "./large.mjs";

const folder = scratch();
const { graph } = seeds();
const { on, open, serve } = setting();

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
const LOOKS = [["zh", WIDE], ["en", WIDE], ["zh", NARROW], ["en", NARROW]];
const close = (page) => page.keyboard.press("Escape");

/** The projects an official is linked to, and the days of each link. */
function projects(of, name) {
  const at = of.nodes.findIndex((node) => node.kind === "official" && node.label === name);
  const found = new Map();
  for (const { source, target, relation, days } of of.links) {
    const other = source === at ? target : target === at ? source : -1;
    if (relation === "co-mention" && of.nodes[other]?.kind === "project") found.set(of.nodes[other].label, (days ?? []).map(([day]) => day));
  }
  return found;
}

/** Two officials of a graph who share as many projects as any. */
function sharers(of) {
  const names = of.nodes.filter(({ kind }) => kind === "official").map(({ label }) => label);
  const near = names.map((name) => projects(of, name));
  let best = { shared: -1 };
  near.forEach((mine, a) => near.slice(a + 1).forEach((theirs, b) => {
    const shared = [...mine.keys()].filter((name) => theirs.has(name)).length;
    if (shared > best.shared) best = { shared, pair: [names[a], names[a + 1 + b]], all: new Set([...mine.keys(), ...theirs.keys()]).size };
  }));
  return best;
}

for (const [lang, viewport] of LOOKS) {
  on(`two stand side by side: shared projects, days and sentences (${lang}, ${viewport.width})`, () => seeds().url, { viewport, hash: `#lang=${lang}` }, async (page) => {
    const { pair, shared, all } = sharers(graph);
    await page.click("nav button >> nth=4");
    assert.ok((await page.locator(".compare .list .row").count()) > 0, "somebody is proposed");
    for (const [at, name] of pair.entries()) {
      await page.fill(`#compare-${at}`, name);
      await page.keyboard.press("Enter");
    }
    await page.waitForSelector(".side-by-side");
    assert.match(decodeURIComponent(page.url()), new RegExp(`compare=official:${pair[0]}~official:${pair[1]}`));
    const more = page.locator(".side-by-side .list > .quiet");
    while (await more.count()) await more.click();
    assert.equal(await page.locator(".side-by-side .list .shared").count(), shared);
    assert.match(await page.textContent(".lanes section:last-child h3"), new RegExp(`${all}$`));
    // Every sentence names who it is of, or stands for the article that does.
    const cell = page.locator(".side-by-side .list .found").first();
    const sentence = await cell.locator(".sentence").textContent();
    await cell.click();
    await page.waitForSelector(".panel .ends");
    assert.ok((await page.locator(".panel blockquote").first().textContent()).includes(sentence.split(" …… ")[0]));
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    await page.waitForSelector(".side-by-side");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= viewport.width);
  });

  on(`every mark of the lanes opens its sentence (${lang}, ${viewport.width})`, () => seeds().url, { viewport, hash: `#lang=${lang}&view=compare&compare=${sharers(graph).pair.map((name) => `official:${name}`).join("~")}` }, async (page) => {
    await page.waitForSelector(".lanes");
    const spots = page.locator(".lanes button.spot");
    const bars = page.locator(".lanes .bar-of");
    assert.ok((await spots.count()) > 2, `${await spots.count()}`);
    const passages = new Map(graph.passages.map(({ text, document, article }) => [text, graph.documents[document].articles?.[article]?.date ?? graph.documents[document].date]));
    for (let at = 0; at < (await spots.count()); at++) {
      const told = await spots.nth(at).getAttribute("aria-label");
      const [first, last = first] = told.match(/\d{4}-\d{2}-\d{2}/g);
      await spots.nth(at).click();
      const quotes = await page.locator(".panel blockquote > p[lang]").allTextContents();
      assert.ok(quotes.length > 0, told);
      for (const day of await page.locator(".panel blockquote .day").allTextContents()) assert.ok(day >= first && day <= last, `${told}: ${day}`);
      for (const quote of quotes) assert.ok(passages.has(quote), quote);
      assert.ok(decodeURIComponent(page.url()).includes(`on=${first},${last}`), page.url());
      await close(page);
    }
    for (let at = 0; at < (await bars.count()); at++) {
      const told = await bars.nth(at).getAttribute("aria-label");
      await bars.nth(at).click();
      assert.equal(await page.textContent(".panel h2"), told.split(", ")[0]);
      const [open] = await page.locator(".panel .roles details[open] summary .name").allTextContents();
      assert.equal(open, told.split(", ")[1]);
      assert.ok((await page.locator(".panel details[open] blockquote").count()) > 0, told);
      await close(page);
    }
  });
}

on("a post's lane shows who came before and after, and the panel tells all who held it", () => seeds().url, { hash: "#view=compare&compare=official:陈红民" }, async (page) => {
  const held = graph.nodes.flatMap(({ label, roles }) => (roles ?? []).filter(({ text }) => text === "二七区委书记").map(({ first, last }) => ({ label, day: first ?? last })));
  held.sort((a, b) => (a.day < b.day ? -1 : 1));
  const lane = page.locator(".posts > li:has(h4:text-is('二七区委书记')) .label");
  assert.deepEqual(await lane.allTextContents(), held.map(({ label }) => label));
  await page.locator(".posts > li:has(h4:text-is('二七区委书记')) .bar-of").last().focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel h2:text-is('二七区委书记')");
  assert.deepEqual(await page.locator(".panel .roles .name").allTextContents(), held.map(({ label }) => label));
  assert.equal(await page.locator(".panel .roles li[aria-current] .name").textContent(), held.at(-1).label);
  assert.match(await page.evaluate(() => document.activeElement.className), /bar-of/, "the keyboard stays where it was");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector(".lanes").contains(document.activeElement)));
});

on("chosen days narrow the lanes, and what is kept of no sentence is told", () => fill(join(folder, "lanes.html"), large(1500, 20_000)), {}, async (page) => {
  const of = large(1500, 20_000);
  const alive = ({ days }) => days[0][0] >= "2019-06-01";
  const { name } = of.nodes.find((node) => node.kind === "official" && alive(node));
  await page.evaluate((name) => { location.hash = `view=compare&compare=official:${name}`; }, name);
  await page.waitForSelector(".lanes");
  const lanes = async () => Number((await page.textContent(".lanes section:last-child h3")).match(/(\d+)$/)[1]);
  const all = [...projects(of, name)];
  assert.equal(await lanes(), all.length);
  // The made passages stand on days of their own: a mark whose day has none is faint and no button.
  const bare = page.locator(".lanes .spot.bare");
  assert.match(await bare.first().getAttribute("aria-label"), /这里没有存原文/);
  await page.evaluate((name) => { location.hash = `view=compare&compare=official:${name}&from=2019-06-01`; }, name);
  const late = all.filter(([other, [day]]) => day >= "2019-06-01" && alive(of.nodes.find(({ label }) => label === other))).length;
  assert.ok(late > 0 && late < all.length, `${late} ${all.length}`);
  await page.waitForFunction((late) => document.querySelector(".lanes section:last-child h3")?.textContent.endsWith(` ${late}`), late);
});

/** Six days of one official and one project, of which a graph keeps three sentences. */
function series() {
  const folder = scratch();
  const days = [1, 2, 3, 4, 5, 6].map((day) => `2023-04-0${day}`);
  for (const [at, day] of days.entries()) writeFileSync(join(folder, `${day}.txt`), `本报讯 4月${at + 1}日，区长李明到新区二期工地第${at + 1}次调研。\n`);
  writeFileSync(join(folder, "words.tsv"), "name\tkind\n李明\tofficial\n新区二期\tproject\n");
  execFileSync(program, ["build", ...days.map((day) => `${day}.txt`), "-d", "words.tsv", "-o", "out", "-f", "json,html"], { cwd: folder, stdio: "pipe" });
  if (process.env.FRESH_PAGE) fill(join(folder, "out/graph.html"), JSON.parse(readFileSync(join(folder, "out/graph.json"), "utf8")));
  return { folder, days };
}

for (const [lang, viewport] of LOOKS) {
  test(`served, a mark without a kept sentence is asked of the archive (${lang}, ${viewport.width})`, async () => {
    const { folder, days } = series();
    const hash = `#lang=${lang}&view=compare&compare=official:李明`;
    const inPage = await open(`file://${folder}/out/graph.html`, { viewport, hash });
    const [kept, bare] = [await inPage.page.locator(".lanes section:last-child button.spot").count(), await inPage.page.locator(".lanes .spot.bare").count()];
    assert.ok(kept > 0 && bare > 0 && kept + bare === days.length, `${kept} ${bare}`);
    await inPage.close();
    const address = (await serve(folder, ["-g", "out/guanxi.db"])).split("#")[0];
    const { page, asked, faults, close: shut } = await open(address, { viewport, hash });
    const spots = page.locator(".lanes section:last-child button.spot");
    assert.equal(await spots.count(), days.length);
    for (const [at, day] of days.entries()) {
      await spots.nth(at).click();
      await page.waitForSelector(`.panel blockquote .day:text-is("${day}")`);
      assert.ok((await page.textContent(".panel blockquote p")).includes(`第${at + 1}次`));
      assert.deepEqual([...new Set(await page.locator(".panel blockquote .day").allTextContents())], [day]);
      await close(page);
    }
    assert.deepEqual([asked, faults], [[], []]);
    await shut();
  });
}

on("passages are put aside, noted on, and kept as files with their citations", () => seeds().url, {}, async (page) => {
  const kept = async (label) => {
    const file = page.waitForEvent("download");
    await page.click(`.panel .actions button:text-is('${label}')`);
    return readFile(await (await file).path(), "utf8");
  };
  await search(page, "陈红民");
  await page.waitForSelector(".panel blockquote .clip");
  const texts = (await page.locator(".panel .passages > blockquote > p").allTextContents()).slice(0, 2);
  for (const at of [0, 1]) await page.locator(".panel .passages > blockquote .clip").nth(at).click();
  assert.equal(await page.textContent(".clips-open"), "剪报 2");
  assert.equal(await page.getAttribute(".panel .clip >> nth=0", "aria-pressed"), "true");
  await page.reload();
  await page.waitForSelector("#app[data-ready]");
  await page.click(".clips-open");
  assert.deepEqual(await page.locator(".clips blockquote p").allTextContents(), texts);
  await page.fill(".clips textarea >> nth=0", "去区政府核实*");
  await page.keyboard.press("Tab");
  const text = await kept("Markdown");
  assert.ok(text.includes(`> ${texts[0]}`) && text.includes("去区政府核实\\*"), text);
  assert.match(text, /字符 \d+–\d+.*#.*entity=/s);
  const table = await kept("CSV");
  assert.equal(table.trim().split("\r\n").length, 3);
  assert.match(table.split("\r\n")[0], /names,sentence,headline,date,source,url,file,start,end,note,address/);
  await page.click(".clips a >> nth=0");
  await page.waitForSelector(".panel h2:text-is('陈红民')");
  await page.click(".panel .clip >> nth=0");
  assert.equal(await page.textContent(".clips-open"), "剪报 1");
  await page.click(".clips-open");
  await page.click(".clips .cite:text-is('取出')");
  assert.equal(await page.locator(".clips li").count(), 0);
});

/** The graph without some of its officials and articles, as an earlier build would have it. */
function earlier() {
  const gone = graph.nodes.findIndex(({ label }) => label === "陈红民");
  const order = new Map(graph.nodes.flatMap((_, at) => (at === gone ? [] : [at])).map((at, place) => [at, place]));
  const links = graph.links.filter(({ source, target }) => order.has(source) && order.has(target));
  const first = links.findIndex(({ source, target, relation }) => relation === "co-mention" && [source, target].map((at) => graph.nodes[at].kind).sort().join() === "official,project");
  return {
    gone,
    grown: links[first],
    file: {
      ...graph,
      nodes: graph.nodes.filter((_, at) => at !== gone),
      links: links.map((link, at) => ({ ...link, articles: at === first ? 0 : link.articles, source: order.get(link.source), target: order.get(link.target) })),
    },
  };
}

on("what is new since the build before is told and listed", () => fill(join(folder, "news.html"), earlier().file), {}, async (page) => {
  const { gone, grown } = earlier();
  assert.match(await page.textContent(".panel .news"), /与更早的版本比较/, "nothing was seen before");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("guanxi-seen")));
  fill(join(folder, "news.html"), graph);
  await page.reload();
  await page.waitForSelector("#app[data-ready]");
  const mine = projects(graph, "陈红民");
  await page.waitForSelector(".panel .news:has-text('新名称')");
  assert.match(await page.textContent(".panel .news"), new RegExp(`新的官员与项目对 ${mine.size}，增多的 1，新名称 1，新职务 ${graph.nodes[gone].roles.length}`));
  await page.click(".panel .news button");
  await page.waitForSelector(".panel h2:text-is('新出现的内容')");
  assert.deepEqual(await page.locator(".panel section:has(h3:text('新名称')) .name").allTextContents(), ["陈红民"]);
  const names = await page.locator(".panel section:has(h3:text('更多文章写到')) b").allTextContents();
  assert.deepEqual(names.toSorted(), [grown.source, grown.target].map((at) => graph.nodes[at].label).toSorted());
  await page.click(".panel section:has(h3:text('新职务')) .row >> nth=0");
  await page.waitForSelector(".panel .roles details[open] blockquote");
  await page.reload();
  await page.waitForSelector("#app[data-ready]");
  await close(page);
  await page.waitForSelector(".panel .news:has-text('新名称')");
  assert.match(await page.textContent(".panel .news"), /新名称 1/, "it stays until there is another build");
});

on("an earlier file is compared with", () => fill(join(folder, "chosen.html"), graph), { locale: "en-US" }, async (page) => {
  await page.click(".panel .news button");
  writeFileSync(join(folder, "old.json"), JSON.stringify(earlier().file));
  fill(join(folder, "old.html"), earlier().file);
  for (const file of ["old.json", "old.html"]) {
    await page.setInputFiles("#earlier", join(folder, file));
    await page.waitForSelector(`.panel .note:has-text("${file}")`);
    assert.deepEqual(await page.locator(".panel section:has(h3:text('New names')) .name").allTextContents(), ["陈红民"]);
  }
  writeFileSync(join(folder, "none.json"), "{\"a\":1}");
  await page.setInputFiles("#earlier", join(folder, "none.json"));
  await page.waitForSelector(".panel .note:has-text('no graph.json')");
});
