// Corrections all day: where a mention is read, with a preview, a list of decisions and a way back; and the archive behind it.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build, launch, open, program, scratch, search } from "./browser.mjs";

let browser;
const servers = [];

before(async () => {
  browser = await launch();
});
after(async () => {
  for (const server of servers) server.kill();
  await browser?.close();
});

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

function serve(folder, options) {
  const server = spawn(program, ["serve", "--port", "0", ...options], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  servers.push(server);
  return new Promise((done, failed) => {
    let told = "";
    server.stderr.on("data", (text) => {
      told += text;
      const found = /open: (http:\S+)/.exec(told);
      if (found) done(found[1]);
    });
    server.on("exit", () => failed(new Error(told)));
  });
}

test("look-alikes are a queue; a merge shows both sides and is taken back from the list", async () => {
  const { address, token, decisions } = await newsroom();
  const { page, asked, faults, close } = await open(browser, address, { hash: `#token=${token}` });
  await page.click(".end-tools button:text-is('校订')");
  await page.waitForSelector(".alike");
  assert.match(await page.textContent(".alike summary"), /李明.*李鸣|李鸣.*李明/);
  await page.click(".alike summary");
  const preview = await page.textContent(".alike .preview");
  assert.match(preview, /合并 2 个官员、2 篇文章；共有 \d+ 个/);
  await page.click(".alike .primary");
  await page.waitForSelector(".made li");
  assert.match(decisions(), /merge\tofficial\t李[明鸣]\t李[明鸣]/);
  assert.match(await page.textContent(".told"), /decisions\.tsv:2/);
  assert.equal(await page.locator(".alike").count(), 0, "the queue is of the new graph");
  await page.click(".made button");
  await page.waitForSelector(".alike");
  assert.equal(await page.locator(".made li").count(), 0);
  assert.doesNotMatch(decisions(), /merge/);
  assert.deepEqual([asked, faults], [[], []]);
  await close();
});

test("a mention is corrected where it is read", async () => {
  const { address, token, decisions } = await newsroom();
  const { page, faults, close } = await open(browser, address, { hash: `#token=${token}` });
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
  assert.match(decisions(), /split\tofficial\t李鸣\t李明\tdocument=b\.txt/);
  await correct("王芳", "此处不是名称", of("官员", async () => {}));
  assert.match(decisions(), /block\tofficial\t王芳\t\tdocument=b\.txt/);
  await correct("新区二期", "此处类别应为", of("项目", () => page.selectOption(".correct .fields select", "place")));
  assert.match(decisions(), /retype\tproject\t新区二期\tplace\tdocument=b\.txt/);
  await page.fill("#search", "李鸣");
  await page.waitForSelector("#search-list li");
  assert.equal(await page.locator("#search-list .name:text-is('李鸣')").count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test("the token is read when the address changes, and kept until the window is shut", async () => {
  const { address, token } = await newsroom();
  const { page, close } = await open(browser, address);
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
  const folder = build(["seeds"], ["dictionaries/erqi"]);
  const [address] = (await serve(folder, ["-g", "guanxi.db"])).split("#");
  const { page, asked, faults, close } = await open(browser, address, { hash: "#entity=body:二七区委" });
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
