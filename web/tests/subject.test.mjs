// What is drawn first, what the page opens with, what is found, and what is taken away to print.

import assert from "node:assert/strict";
import { join } from "node:path";
import { counts, exported, fill, passing, scratch, search, seeds, setting } from "./browser.mjs";
import { large } from "./large.mjs";

const { on } = setting();
const folder = scratch();


/** A table as lists of cells; no cell here holds a line break. */
const cells = (bytes) => bytes.toString("utf8").replace("\ufeff", "").trim().split("\r\n").map((line) => {
  const found = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return found.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
});

on("officials and projects are drawn first, bodies and places when they are asked for", () => seeds().url, {}, async (page) => {
  const [svg] = await exported(page, "SVG");
  const kinds = (bytes) => new Set(bytes.toString("utf8").match(/fill="#(?:d55e00|cc79a7|0072b2|009e73)"/g));
  assert.equal(kinds(svg).size, 2);
  const [names, links] = await counts(page);
  const [allNames, allLinks] = await passing(page);
  assert.ok(names < allNames && links < allLinks);
  assert.match(await page.textContent(".notice"), new RegExp(`${names} / ${allNames}`));
  await page.click(".notice button:text-is('也画机构与地点')");
  assert.ok((await counts(page))[0] > names);
  assert.match(page.url(), /draw=all/);
  await page.click(".notice button:text-is('只画官员与项目')");
  assert.deepEqual(await counts(page), [names, links]);
});

on("what is opened is drawn", () => seeds().url, {}, async (page) => {
  const [names] = await counts(page);
  await search(page, "二七区教育局");
  await page.waitForSelector(".panel h2:text-is('二七区教育局')");
  assert.ok((await counts(page))[0] > names, "a body with whom it is named");
  const [svg] = await exported(page, "SVG");
  assert.ok(svg.toString("utf8").includes("二七区教育局"));
});

const groups = large(400, 3000);
const lonely = 30;
for (let at = 0; at < lonely; at++) {
  const [official, project] = [groups.nodes.length, groups.nodes.length + 1];
  for (const [kind, name] of [["official", `孤${at}`], ["project", `独${at}工程`]]) {
    groups.nodes.push({ kind, name, label: name, mentions: 1, documents: 1, sentences: 1, paragraphs: 1, articles: 1 });
  }
  groups.links.push({ source: official, target: project, relation: "co-mention", sentences: 1, paragraphs: 1, articles: 1, weight: 1 });
}
// One that is tied to everything.
const hub = groups.nodes.findIndex((node) => node.kind === "official");
const tied = new Set(groups.links.filter((link) => link.source === hub).map((link) => link.target));
groups.nodes.forEach((node, at) => {
  if (at === hub || tied.has(at) || node.name.startsWith("孤") || node.name.startsWith("独")) return;
  groups.links.push({ source: hub, target: at, relation: "co-mention", sentences: 1, paragraphs: 1, articles: 1, weight: 2 });
});

on("small groups are packed away and counted, and what is tied to everything can be hidden", () => fill(join(folder, "groups.html"), groups), {}, async (page) => {
  assert.match(await page.textContent(".notice"), /30 个小组、60 个名称/);
  const [names] = await counts(page);
  await search(page, "孤7");
  await page.waitForSelector(".panel h2:text-is('孤7')");
  assert.match(await page.textContent(".panel .kind"), /独7工程/, "they are found all the same");
  await page.keyboard.press("Escape");
  await page.click(".notice p:has-text('小组') button");
  assert.equal((await counts(page))[0], names + 60);
  const all = await passing(page);
  await page.check("input[value=hubs]");
  assert.match(await page.textContent(".notice"), new RegExp(`隐去与大多数相连的 \\d 个：.*${groups.nodes[hub].name}`));
  const [svg] = await exported(page, "SVG");
  assert.doesNotMatch(svg.toString("utf8"), new RegExp(`>${groups.nodes[hub].name}<`));
  assert.deepEqual(await passing(page), all, "answers are not changed by it");
});

on("the page opens with pairs of officials and projects, each with a sentence and a day", () => seeds().url, {}, async (page) => {
  const found = page.locator(".panel .found");
  assert.equal(await found.count(), 6);
  await page.click(".panel .list:has(.found) > .quiet");
  assert.ok((await found.count()) > 6);
  const [official, project] = await found.first().locator("b").allTextContents();
  const sentence = await found.first().locator(".sentence").textContent();
  assert.match(await found.first().textContent(), /\d{4}-\d{2}-\d{2}/);
  await found.first().click();
  await page.waitForSelector(".panel .ends");
  assert.equal(await page.textContent(".panel blockquote p"), sentence);
  const marked = await page.locator(".panel blockquote mark.main").allTextContents();
  assert.ok(sentence.includes(official) || marked.length > 0);
  assert.ok((await page.locator(".panel .ends .name").allTextContents()).includes(project));
});

on("all names are a table that sorts, narrows and is kept", () => seeds().url, {}, async (page) => {
  await page.click("nav button:text-is('名称')");
  const [names] = await passing(page);
  const column = (at) => page.locator(`.names tbody td:nth-child(${at})`).allTextContents();
  const mentions = (await column(4)).map((text) => Number(text.replace(/\D/g, "")));
  assert.equal(mentions.length, Math.min(100, names));
  assert.deepEqual(mentions, mentions.toSorted((a, b) => b - a));
  await page.click(".names thead button:text-is('最早')");
  const days = (await column(6)).filter(Boolean);
  assert.deepEqual(days, days.toSorted());
  assert.equal(await page.getAttribute(".names thead th:has-text('最早')", "aria-sort"), "ascending");
  const kept = page.waitForEvent("download");
  await page.click(".names .tools button:text-is('CSV')");
  const { readFile } = await import("node:fs/promises");
  const table = cells(await readFile(await (await kept).path()));
  assert.equal(table.length - 1, names);
  assert.ok(table.some((row) => row.includes("official:陈红民")));
  await page.fill(".names input[type=search]", "二七區委書記");
  const left = await page.locator(".names tbody th").allTextContents();
  assert.ok(left.includes("陈红民") && left.length < 20, left.join());
  await page.click(".names tbody th button:has-text('陈红民')");
  await page.waitForSelector(".panel h2:text-is('陈红民')");
});

on("search knows posts, traditional characters, two names together and the words of passages", () => seeds().url, {}, async (page) => {
  const found = async (typed) => {
    await page.fill("#search", typed);
    return (await page.locator("#search-list li[role=presentation]").allTextContents()).join("|");
  };
  assert.match(await found("二七区委书记"), /职务.*陈红民/);
  assert.match(await found("陳紅民"), /名称.*陈红民/);
  assert.match(await found("陈红民 万人助万企"), /两者之间.*陈红民 × 万人助万企/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel .ends");
  assert.match(await found("推进"), /原文.*\d+ 段原文/);
  await page.click("#search-list li[role=option]:has-text('段原文')");
  await page.waitForSelector(".panel h2:text-is('推进')");
  for (const text of await page.locator(".panel blockquote").allTextContents()) assert.match(text, /推进/);
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await page.waitForSelector(".panel h2:text-is('推进')");
});

on("evidence, matrix and citations are taken away", () => seeds().url, {}, async (page) => {
  const [evidence] = await exported(page, "官员与项目的原文");
  const [head, ...rows] = cells(evidence);
  assert.deepEqual(head.slice(0, 9), ["official", "post", "project", "date", "sentence", "within", "headline", "source", "url"]);
  assert.ok(rows.length >= 67, `${rows.length}`);
  const at = head.indexOf("file");
  for (const row of rows) assert.ok(row[4].length > 3 && row[at].endsWith(".txt"), row.join("|"));
  await page.click("nav button >> nth=1");
  const kept = page.waitForEvent("download");
  await page.click(".matrix .tools button:text-is('CSV')");
  const { readFile } = await import("node:fs/promises");
  const matrix = cells(await readFile(await (await kept).path()));
  const cut = (await page.textContent(".matrix .tools")).match(/共 (\d+) × (\d+)/);
  if (cut) assert.deepEqual([matrix.length - 1, matrix[0].length - 1], cut.slice(1).map(Number));
  const sum = matrix.slice(1).flatMap((row) => row.slice(1)).reduce((all, cell) => all + Number(cell), 0);
  assert.ok(sum >= 67, `${sum}`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  await page.evaluate(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; });
  await page.locator(".matrix td button").first().click();
  await page.click(".panel blockquote .cite >> nth=0");
  const text = await page.textContent(".panel blockquote p");
  const copied = await page.evaluate(() => window.copied);
  assert.ok(copied.includes(text) && copied.includes(".txt") && copied.includes("link="), copied);
});

for (const [lang, words, note] of [["zh", "官员 × 项目", /格中为篇内同现次数.*2021-01-01 – 2023-04-13.*5 文档/s], ["en", "officials × projects", /times together in one article.*2021-01-01 – 2023-04-13.*5 documents/s]]) {
  on(`the matrix is a picture with legend, filters, days and source (${lang})`, () => seeds().url, { hash: `#lang=${lang}&view=matrix&from=2021-01-01` }, async (page) => {
    await page.waitForSelector(".matrix td button");
    const figures = (await page.locator(".matrix td button").allTextContents()).toSorted();
    const kept = async (as) => {
      const file = page.waitForEvent("download");
      await page.click(`.matrix .tools button:text-is('${as}')`);
      const { readFile } = await import("node:fs/promises");
      return readFile(await (await file).path());
    };
    const svg = (await kept("SVG")).toString("utf8");
    const caption = svg.slice(svg.indexOf('class="caption"'));
    assert.match(caption, note);
    assert.ok(caption.includes(words));
    const cells = [...svg.slice(0, svg.indexOf('class="caption"')).matchAll(/<text x="[\d.]+" y="[\d.]+">(\d+)<\/text>/g)].map(([, figure]) => figure);
    assert.deepEqual(cells.toSorted(), figures);
    for (const name of await page.locator(".matrix tbody th span").allTextContents()) assert.ok(svg.includes(`>${name}<`), name);
    const png = await kept("PNG");
    assert.equal(png.subarray(1, 4).toString("latin1"), "PNG");
    const [width] = /<svg [^>]*width="([\d.]+)"/.exec(svg).slice(1).map(Number);
    assert.equal(png.readUInt32BE(16), Math.floor(width * 2));
    // The menu of files gives the same picture where the matrix is looked at.
    const [same] = await exported(page, "SVG");
    assert.equal(same.toString("utf8"), svg);
  });
}

on("chosen days change figures, posts and passages", () => seeds().url, {}, async (page) => {
  await search(page, "陈红民");
  await page.waitForSelector(".panel h2:text-is('陈红民')");
  const days = async () => (await page.locator(".panel blockquote .day").allTextContents());
  const before = await days();
  const first = before.filter((day) => day.startsWith("20")).toSorted()[0];
  const mentions = () => page.textContent(".panel .facts dd >> nth=0");
  const all = Number(await mentions());
  await page.fill(".typed input >> nth=1", first);
  await page.keyboard.press("Enter");
  assert.ok(Number(await mentions()) < all);
  for (const day of await days()) assert.ok(day <= first, day);
  assert.ok((await days()).length < before.length);
});

on("a narrow screen opens with the overview one touch away", () => seeds().url, { viewport: { width: 390, height: 844 } }, async (page) => {
  await page.click(".end-tools .only-narrow");
  await page.locator(".panel .found").first().click();
  await page.waitForSelector(".panel .ends");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
});
