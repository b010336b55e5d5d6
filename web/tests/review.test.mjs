// Corrections all day: where a mention is read, with a preview, a list of decisions and a way back; and the archive behind it.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { build, program, scratch, search, seeds, setting } from "./browser.mjs";

const { open, serve } = setting();
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

/** Two officials of one surname, one of them a misprint, and what else the pages name; served from its archive. */
async function newsroom() {
  const folder = scratch();
  writeFileSync(join(folder, "a.txt"), "本报讯 4月4日，区长李明主持召开新区二期推进会，副区长王芳参加会议。\n");
  writeFileSync(join(folder, "b.txt"), "本报讯 4月5日，区长李鸣到新区二期调研，副区长王芳陪同。\n");
  writeFileSync(join(folder, "words.tsv"), "name\tkind\n李明\tofficial\n李鸣\tofficial\n王芳\tofficial\n新区二期\tproject\n");
  execFileSync(program, ["build", "a.txt", "b.txt", "-d", "words.tsv", "-o", "out", "-f", "json"], { cwd: folder, stdio: "pipe" });
  const [address, token] = (await serve(folder, ["-g", "out/guanxi.db"])).split("#token=");
  return { folder, address, token, decisions: () => readFileSync(join(folder, "decisions.tsv"), "utf8") };
}

test("look-alikes are a queue; a merge shows both sides and is taken back from the list", async () => {
  const { address, token, decisions } = await newsroom();
  const { page, asked, faults, close } = await open(address, { hash: `#token=${token}` });
  await page.click(".end-tools button:text-is('校订')");
  await page.waitForSelector(".pair-of");
  assert.match(await page.textContent(".pair-of summary"), /李明.*李鸣|李鸣.*李明/);
  await page.click(".pair-of summary");
  const preview = await page.textContent(".pair-of .preview");
  assert.match(preview, /合并 2 个官员、2 篇文章；共有 \d+ 个/);
  await page.click(".pair-of .primary");
  await page.waitForSelector(".made li");
  assert.match(decisions(), /merge\tofficial\t李[明鸣]\t李[明鸣]/);
  assert.match(await page.textContent(".told"), /decisions\.tsv:2/);
  await page.waitForSelector(".queue select");
  assert.equal(await page.locator(".pair-of").count(), 0, "the queue is of the new graph");
  await page.click(".made button");
  await page.waitForSelector(".pair-of");
  assert.equal(await page.locator(".made li").count(), 0);
  assert.doesNotMatch(decisions(), /merge/);
  assert.deepEqual([asked, faults], [[], []]);
  await close();
});

test("a mention is corrected where it is read", async () => {
  const { address, token, decisions } = await newsroom();
  const { page, faults, close } = await open(address, { hash: `#token=${token}` });
  const correct = async (name, what, fill) => {
    await search(page, name);
    await page.waitForSelector(`.panel h2:text-is('${name}')`);
    await page.click(".panel blockquote:has-text('调研') .correction > button");
    await page.selectOption(".correct select >> nth=0", { label: `${name} (${fill.kind})` });
    await page.selectOption(".correct select >> nth=1", { label: what });
    await fill();
    const renewed = page.waitForResponse(/api\/graph/);
    await page.click(".correct .primary");
    await (await renewed).finished();
    await page.waitForFunction(() => /decisions\.tsv:\d/.test(document.querySelector(".told p")?.textContent ?? ""));
    await page.waitForTimeout(200);
  };
  const of = (kind, run) => Object.assign(run, { kind });
  await correct("李鸣", "此处是另一个", of("官员", async () => {
    await page.fill(".correct input[type=search]", "新区");
    assert.equal(await page.locator(".correct [role=option]:has-text('新区二期')").count(), 0, "a project is no official");
    await page.fill(".correct input[type=search]", "李明");
    await page.keyboard.press("Enter");
  }));
  assert.match(decisions(), /split\tofficial\t李鸣\t李明\tdocument=b\.txt; passage=\d+/);
  await correct("王芳", "此处不是名称", of("官员", async () => {}));
  assert.match(decisions(), /block\tofficial\t王芳\t\tdocument=b\.txt; passage=\d+/);
  await correct("新区二期", "此处类别应为", of("项目", () => page.selectOption(".correct .fields select", "place")));
  assert.match(decisions(), /retype\tproject\t新区二期\tplace\tdocument=b\.txt; passage=\d+/);
  await page.fill("#search", "李鸣");
  await page.waitForSelector("#search-list li");
  assert.equal(await page.locator("#search-list .name:text-is('李鸣')").count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

/** Two sentences of one text name somebody. */
async function twice() {
  const folder = scratch();
  writeFileSync(join(folder, "a.txt"), "本报讯 4月4日，区长李明到新区二期调研。李明在南门改造现场听取汇报。\n");
  writeFileSync(join(folder, "b.txt"), "本报讯 4月5日，区长李明到新区二期调研。\n");
  writeFileSync(join(folder, "words.tsv"), "name\tkind\n李明\tofficial\n新区二期\tproject\n南门改造\tproject\n");
  execFileSync(program, ["build", "a.txt", "b.txt", "-d", "words.tsv", "-o", "out", "-f", "json"], { cwd: folder, stdio: "pipe" });
  const [address, token] = (await serve(folder, ["-g", "out/guanxi.db"])).split("#token=");
  return { address, token, decisions: () => readFileSync(join(folder, "decisions.tsv"), "utf8") };
}

for (const [lang, viewport, words] of [["zh", WIDE, ["此处不是名称", "只在这一句", "在整篇文件", "档案库"]], ["en", NARROW, ["no name here", "in this sentence alone", "in all of this document", "archive"]]]) {
  test(`one mention alone is corrected, from the archive too (${lang}, ${viewport.width})`, async () => {
    const { address, token, decisions } = await twice();
    const { page, faults, close } = await open(address, { viewport, hash: `#lang=${lang}&entity=official:李明&token=${token}` });
    const mentions = () => page.locator(".panel .facts dd").first().textContent();
    await page.waitForSelector(".panel .archive button");
    assert.equal(await mentions(), "3");
    await page.click(".panel .archive button");
    await page.waitForSelector(".archive blockquote");
    const decide = async (where, reach) => {
      await page.click(`${where} .correction > button`);
      await page.selectOption(".correct select >> nth=1", { label: words[0] });
      await page.selectOption(".correct select >> nth=-1", { label: reach });
      const renewed = page.waitForResponse(/api\/graph/);
      await page.click(".correct .primary");
      await (await renewed).finished();
    };
    await decide(".archive blockquote:has-text('听取汇报')", words[1]);
    await page.waitForFunction(() => document.querySelector(".panel .facts dd")?.textContent === "2");
    assert.match(decisions(), /block\tofficial\t李明\t\tdocument=a\.txt; passage=2\d/);
    const left = await page.locator(".panel .passages > blockquote > p[lang]").allTextContents();
    assert.ok(left.length > 0 && left.every((text) => !text.includes("听取汇报")), left.join());
    await decide(".panel blockquote:has(.file:text-is('a.txt'))", words[2]);
    await page.waitForFunction(() => document.querySelector(".panel .facts dd")?.textContent === "1");
    assert.match(decisions(), /block\tofficial\t李明\t\tdocument=a\.txt\n/);
    assert.deepEqual(faults, []);
    await close();
  });
}

/** The seeds read without a dictionary, so that many names are in no list. */
async function unlisted() {
  const folder = build(["seeds"]);
  const [address, token] = (await serve(folder, ["-g", "guanxi.db"])).split("#token=");
  return { address, token, decisions: () => readFileSync(join(folder, "decisions.tsv"), "utf8") };
}

test("names in no list, doubtful mentions and posts are one queue by consequence, and a decision takes them out of it", async () => {
  const { address, token, decisions } = await unlisted();
  const { page, asked, faults, close } = await open(address, { hash: `#review=1&token=${token}` });
  await page.waitForSelector(".name-of");
  const doubts = await page.evaluate(async () => (await fetch("/api/doubts")).json());
  const wrong = doubts.names.map((one) => one.wrong);
  assert.ok(wrong.length > 10 && wrong.some((one) => one > 0));
  assert.deepEqual(wrong, wrong.toSorted((a, b) => b - a));
  assert.ok(doubts.names.every(({ passage, name, alone }) => passage.text.length > 3 && (alone || name.length > 1)));
  const sorts = Object.fromEntries(await page.locator(".queue select option").evaluateAll((all) => all.map((one) => [one.value, Number(one.textContent.replace(/\D/g, ""))])));
  assert.equal(sorts.name, doubts.names.filter(({ alone }) => !alone).length);
  assert.equal(sorts.mention, doubts.names.filter(({ alone }) => alone).length);
  assert.equal(sorts.post, doubts.posts.rows.length);
  assert.equal(sorts[""], sorts.name + sorts.mention + sorts.post + sorts.alike);
  await page.selectOption(".queue select", "name");
  const [first] = doubts.names.filter(({ alone }) => !alone);
  assert.equal(await page.locator(".name-of summary span[lang]").first().textContent(), first.name);
  await page.click(".name-of summary >> nth=0");
  assert.equal(await page.textContent(".name-of blockquote p"), first.passage.text);
  const file = page.waitForEvent("download");
  await page.click(".queue button:text-is('词表之外的名称存为词表')");
  const [head, ...lines] = readFileSync(await (await file).path(), "utf8").trim().split("\n");
  assert.equal(head.split("\t").slice(0, 5).join(), "name,kind,aliases,in,note");
  assert.equal(lines.length, sorts.name);
  const renewed = page.waitForResponse(/api\/graph/);
  await page.click(".name-of .primary");
  await (await renewed).finished();
  await page.waitForSelector(".made li");
  assert.ok(decisions().includes(`keep\t${first.kind}\t${first.name}`));
  await page.waitForFunction((name) => ![...document.querySelectorAll(".name-of summary span[lang]")].some((one) => one.textContent === name) && document.querySelector(".queue select"), first.name);
  if (sorts.post > 0) {
    await page.selectOption(".queue select", "post");
    await page.click(".post-of summary >> nth=0");
    await page.click(".post-of button >> nth=0");
    await page.waitForSelector(".panel .roles");
  }
  assert.deepEqual([asked, faults], [[], []]);
  await close();
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const [lang, viewport, colorScheme] of [["zh", WIDE, "light"], ["zh", NARROW, "dark"], ["en", WIDE, "dark"], ["en", NARROW, "light"]]) {
  test(`axe-core finds nothing on the review page: ${lang}, ${viewport.width} wide, ${colorScheme}`, async () => {
    const { address, token } = await unlisted();
    const { page, faults, close } = await open(address, { viewport, colorScheme, hash: `#lang=${lang}&review=1` });
    await page.evaluate(axe);
    const check = async (state) => {
      await page.waitForTimeout(50);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      assert.deepEqual(violations.map(({ id, nodes }) => `${state}, ${id}: ${nodes[0].html}`), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= viewport.width, state);
    };
    await page.waitForSelector(".panel input[type=password]");
    await check("without a token");
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${lang}&review=1&token=${token}`);
    await page.waitForFunction(() => !location.href.includes("token"));
    await page.reload();
    await page.waitForSelector(".name-of");
    await page.evaluate(axe);
    for (const what of ["alike", "name", "mention", "post"]) {
      await page.selectOption(".queue select", what);
      const line = page.locator(".queue details summary").first();
      if (await line.count()) await line.click();
      await check(what);
    }
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${lang}&entity=official:陈红民`);
    await page.click(".panel .correction > button >> nth=0");
    await check("a correction");
    for (const action of ["merge", "split", "rename", "retype", "block", "keep"]) {
      await page.selectOption(".review select >> nth=0", action);
      await check(action);
    }
    // The refusal without a token is the one fault.
    assert.ok(faults.every((fault) => fault.includes("401")), faults.join());
    await close();
  });
}

test("the token is read when the address changes, and kept until the window is shut", async () => {
  const { address, token } = await newsroom();
  const { page, close } = await open(address);
  await page.click(".end-tools button:text-is('校订')");
  await page.waitForSelector(".panel input[type=password]");
  await page.evaluate((hash) => { location.hash = hash; }, `token=${token}`);
  await page.waitForFunction(() => !location.href.includes("token"));
  await page.reload();
  await page.waitForSelector("#app[data-ready]");
  await page.click(".end-tools button:text-is('校订')");
  await page.waitForFunction(() => /共 0 条/.test(document.querySelector(".panel")?.textContent ?? ""));
  await close();
});

test("texts of another graph are refused", () => {
  const folder = scratch();
  writeFileSync(join(folder, "a.txt"), "本报讯 4月4日，区长李明主持召开新区二期推进会。\n");
  writeFileSync(join(folder, "other.txt"), "本报讯 4月5日，县长赵海到南门改造工地调研。\n");
  execFileSync(program, ["build", "a.txt", "-o", "out", "-f", "json", "--no-db"], { cwd: folder, stdio: "pipe" });
  const { status, stderr } = spawnSync(program, ["serve", "-g", "out/graph.json", "--pages", "other.txt", "--port", "0"], { cwd: folder, encoding: "utf8", timeout: 20_000 });
  assert.notEqual(status, 0);
  assert.match(stderr, /none of these texts is in out\/graph\.json/);
});

test("every passage comes from the archive, each with its article", async () => {
  const [address] = (await serve(seeds().folder, ["-g", "guanxi.db"])).split("#");
  const { page, asked, faults, close } = await open(address, { hash: "#entity=body:二七区委" });
  await page.waitForSelector(".panel .archive button");
  const kept = await page.locator(".panel .passages > blockquote").count();
  await page.click(".panel .archive button");
  await page.waitForSelector(".archive blockquote");
  const all = Number((await page.textContent(".archive > .note")).match(/档案库中 (\d+) 段/)[1]);
  assert.ok(all > kept && all >= 19, `${all} ${kept}`);
  await page.click(".archive blockquote .cite >> nth=0");
  await page.waitForSelector(".archive .around .here");
  assert.equal(await page.textContent(".archive .around .here"), await page.textContent(".archive blockquote > p"));
  // Of two: the articles that name both.
  await page.evaluate(() => { location.hash = "link=official:陈红民~project:万人助万企"; });
  await page.waitForSelector(".panel .ends");
  await page.click(".panel .archive button");
  await page.waitForSelector(".archive blockquote");
  const texts = await page.locator(".archive blockquote > p").allTextContents();
  assert.ok(texts.some((text) => text.includes("万人助万企")) && texts.some((text) => text.includes("陈红民")));
  await page.evaluate(() => { location.hash = "text=项目"; });
  await page.waitForSelector(".panel h2:text-is('项目')");
  await page.click(".panel .archive button");
  for (const text of await page.locator(".archive blockquote > p").allTextContents()) assert.match(text, /项目/);
  assert.deepEqual([asked, faults], [[], []]);
  await close();
});
