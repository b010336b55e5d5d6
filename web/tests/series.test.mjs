// One long sitting on a graph of some 1,500 names: every point of the page in its turn, in both languages, wide and narrow, with axe-core
// looking on. Answers are held against the graph itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { counts, exported, fill, passing, scratch, search, setting } from "./browser.mjs";
import { large, withPosts } from "./large.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { open } = setting();
const graph = withPosts(large(1500, 20_000));
const url = fill(join(scratch(), "series.html"), graph);
const kindAt = (at) => graph.nodes[at].kind;
const linksOf = (at) => graph.links.filter(({ source, target }) => source === at || target === at);
const otherOf = (at, { source, target }) => (source === at ? target : source);
const pairs = graph.links.filter(({ source, target }) => [kindAt(source), kindAt(target)].sort().join() === "official,project");
const official = pairs[40].source;
const { label, roles: [role] } = graph.nodes[official];
const plain = (text) => Number(text.replace(/\D/g, ""));

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

for (const [lang, viewport] of [["zh", WIDE], ["en", WIDE], ["zh", NARROW], ["en", NARROW]]) {
  test(`a sitting on 1,500 names (${lang}, ${viewport.width})`, async () => {
    const { page, asked, faults, close } = await open(url, { viewport, hash: `#lang=${lang}` });
    await page.evaluate(axe);
    const check = async (state) => {
      await page.waitForTimeout(50);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      assert.deepEqual(violations.map(({ id, nodes }) => `${state}, ${id}: ${nodes[0].html}`), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= viewport.width, state);
    };
    const go = (hash) => page.evaluate((hash) => { location.hash = hash; }, `lang=${lang}${hash}`);
    const word = (zh, en) => (lang === "zh" ? zh : en);

    // The subject first, and all of it in the answers.
    const [names, links] = await counts(page);
    assert.ok(names > 50 && links > 100 && links <= 600, `${names} ${links}`);
    assert.equal((await passing(page))[1], graph.links.length);
    await check("at the start");

    // The landing page: pairs, the strongest first, each with its sentence.
    if (viewport === NARROW) await page.click(".end-tools .only-narrow");
    assert.match(await page.locator(".panel section:has(.found) h3").textContent(), new RegExp(`${pairs.length.toLocaleString("en-US").replace(",", "\u2009")}$`));
    const strongest = pairs.toSorted((a, b) => b.weight - a.weight)[0];
    const first = await page.locator(".panel .found b").allTextContents();
    assert.deepEqual(first.slice(0, 2).toSorted(), [strongest.source, strongest.target].map((at) => graph.nodes[at].label).toSorted());
    await page.keyboard.press("Escape");

    // Search by name and by post; the panel counts every link.
    await search(page, role.text);
    await search(page, label);
    await page.waitForSelector(`.panel h2:text-is("${label}")`);
    const listed = (await page.locator(".panel .kind h4 .extra").allTextContents()).map(plain);
    assert.equal(listed.reduce((sum, one) => sum + one, 0), linksOf(official).length);
    await check("an official");

    // Every passage of a link, to cite and to put aside.
    const link = linksOf(official).find((one) => kindAt(otherOf(official, one)) === "project");
    const project = graph.nodes[otherOf(official, link)];
    await go(`&link=official:${label}~project:${project.name}`);
    await page.waitForSelector(".panel .ends");
    assert.equal(await page.textContent(".panel blockquote p"), graph.passages[link.evidence[0][1]].text);
    await page.click(".panel .clip >> nth=0");
    await check("a link");
    await go("&clips=1");
    assert.equal(await page.locator(".clips li").count(), 1);
    await check("clippings");

    // Names, matrix and evidence to take away.
    await go("&view=names");
    assert.match((await page.textContent(".names .tools .note")).replaceAll("\u2009", ""), new RegExp(String((await passing(page))[0])));
    await check("names");
    await go("&view=matrix");
    const cut = (await page.textContent(".matrix .tools .note")).replaceAll("\u2009", "").match(/\d+/g).map(Number);
    assert.deepEqual(cut.slice(2), [new Set(pairs.map(({ source }) => source)).size, new Set(pairs.map(({ target }) => target)).size]);
    await check("the matrix");
    const [svg] = await exported(page, "SVG");
    assert.ok(svg.toString("utf8").includes(word("官员 × 项目", "officials × projects")));
    const [evidence] = await exported(page, word("官员与项目的原文", "Evidence"));
    assert.equal(evidence.toString("utf8").trim().split("\r\n").length - 1, pairs.length);

    // Who held the post before and after; two who share projects.
    await go(`&view=compare&compare=official:${label}`);
    const held = graph.nodes.filter(({ roles }) => roles?.[0].text === role.text).toSorted((a, b) => (a.roles[0].first < b.roles[0].first ? -1 : 1));
    assert.deepEqual(await page.locator(".lanes .posts li li .label").allTextContents(), held.map((node) => node.label));
    await page.locator(".lanes .bar-of").first().click();
    await page.waitForSelector(`.panel h2:text-is("${role.text}")`);
    await check("a post");
    await page.keyboard.press("Escape");
    const mine = new Set(linksOf(official).map((one) => otherOf(official, one)).filter((at) => kindAt(at) === "project"));
    const shares = (at) => linksOf(at).filter((one) => mine.has(otherOf(at, one))).length;
    const other = graph.nodes.flatMap(({ kind }, at) => (kind === "official" && at !== official ? [at] : [])).find((at) => shares(at) > 1);
    await go(`&view=compare&compare=official:${label}~official:${graph.nodes[other].label}`);
    await page.waitForSelector(".side-by-side .shared");
    assert.equal(await page.locator(".side-by-side .list .shared").count(), Math.min(8, shares(other)));
    await check("two side by side");

    // A way between the two, and back to what was looked at before.
    await go(`&path=official:${label}~official:${graph.nodes[other].label}`);
    await page.waitForSelector(".way li");
    await check("a way");
    await page.goBack();
    await page.waitForSelector("#app.as-compare");

    // Chosen days change every figure; days are ISO in both languages.
    await go("&from=2021-01-01&to=2021-12-31");
    const alive = (at) => graph.nodes[at].days[0][0].startsWith("2021");
    const then = graph.links.filter(({ source, target, days }) => days[0][0].startsWith("2021") && alive(source) && alive(target));
    assert.equal((await passing(page))[1], then.length);
    await check("a year");
    assert.deepEqual([asked, faults], [[], []]);
    await close();
  });
}
