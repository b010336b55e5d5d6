// The page of a server: parts brought when they are asked for, and decisions.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { counts, passing, program, scratch, search, setting } from "./browser.mjs";
import { large } from "./large.mjs";

const { open, serve } = setting();

test("of a graph too large for a page everything is asked of the server", async () => {
  const folder = scratch();
  const graph = large(6000, 305_000);
  writeFileSync(join(folder, "graph.json"), JSON.stringify(graph));
  const address = await serve(folder, ["-g", "graph.json"]);
  const { page, asked, faults, close } = await open(address);
  assert.ok((await counts(page))[1] <= 600);
  const [, here] = await passing(page);
  assert.equal(here, 300_000);
  assert.doesNotMatch(await page.textContent(".notice"), /serve/, "nothing is missing where a server answers");
  // The weakest link of bodies and places is not in the page.
  const kind = (at) => graph.nodes[at].kind;
  const weak = graph.links.filter(({ source, target }) => kind(source) === "body" && kind(target) === "place");
  weak.sort((a, b) => a.weight - b.weight);
  const { source, target } = weak[0];
  const a = graph.nodes[source].label;
  await search(page, a);
  await page.waitForSelector(`.panel h2:text-is("${a}")`);
  const all = graph.links.filter(({ source: one, target: two }) => one === source || two === source).length;
  const listed = async () => (await page.locator(".panel .kind h4 .extra").allTextContents()).reduce((sum, text) => sum + Number(text.replace(/\D/g, "")), 0);
  await page.waitForFunction((all) => {
    const counts = [...document.querySelectorAll(".panel .kind h4 .extra")].map((one) => Number(one.textContent.replace(/\D/g, "")));
    return counts.reduce((sum, one) => sum + one, 0) === all;
  }, all);
  assert.equal(await listed(), all);
  // Another of the weak ones, as a way.
  const other = weak.find((link) => link.source !== source && link.target !== target);
  const ids = [other.source, other.target].map((at) => `${kind(at)}:${graph.nodes[at].name}`);
  const answer = page.waitForResponse(/api\/path/);
  await page.evaluate((hash) => { location.hash = hash; }, `path=${ids.join("~")}&kinds=body,place`);
  assert.equal((await answer).status(), 200);
  await page.waitForSelector(".way li");
  // All that bodies and places are named together.
  const cells = page.waitForResponse(/api\/kinds/);
  await page.evaluate((hash) => { location.hash = hash; }, "view=matrix&rows=body&columns=place");
  await cells;
  const rows = new Set(weak.map((link) => link.source)).size;
  await page.waitForFunction((rows) => document.querySelector(".matrix .tools .note")?.textContent.replaceAll("\u2009", "").includes(String(rows)), rows);
  const total = Number((await page.textContent(".matrix tbody tr:first-child td.total")).replace(/\D/g, ""));
  const sums = new Map();
  for (const link of weak) sums.set(link.source, (sums.get(link.source) ?? 0) + link.articles);
  assert.equal(total, Math.max(...sums.values()));
  assert.deepEqual([asked, faults], [[], []]);
  await close();
});

test("a decision goes to the file, all is built again, and the page tells what changed", async () => {
  const folder = scratch();
  writeFileSync(join(folder, "a.txt"), "本报讯 4月4日，区长李明主持召开新区二期推进会，副区长王芳参加会议。\n");
  writeFileSync(join(folder, "b.txt"), "本报讯 4月5日，区长李鸣到新区二期调研，副区长王芳陪同。\n");
  writeFileSync(join(folder, "words.tsv"), "name\tkind\n李明\tofficial\n李鸣\tofficial\n王芳\tofficial\n新区二期\tproject\n");
  execFileSync(program, ["build", "a.txt", "b.txt", "-d", "words.tsv", "-o", "out", "-f", "json"], { cwd: folder, stdio: "pipe" });
  const address = await serve(folder, ["-g", "out/graph.json", "--pages", "a.txt", "b.txt", "-d", "words.tsv"]);
  const [plain, token] = address.split("#token=");
  assert.match(token, /^[0-9a-f]{32}$/);
  const { page, asked, faults, close } = await open(plain, { hash: `#token=${token}` });
  assert.doesNotMatch(page.url(), /token/, "no copied address carries it");
  await page.evaluate(() => { window.same = true; });
  await search(page, "李鸣");
  await page.waitForSelector(".review");
  await page.fill("#review-into", "李明");
  await page.keyboard.press("Enter");
  await page.fill(".review .why", "误植");
  await page.click(".review .primary");
  await page.waitForSelector(".told p:has-text('decisions.tsv:2')");
  assert.match(await page.textContent(".told"), /李鸣/);
  assert.match(readFileSync(join(folder, "decisions.tsv"), "utf8"), /merge\tofficial\t李鸣\t李明\t\t误植/);
  assert.doesNotMatch(readFileSync(join(folder, "out/graph.json"), "utf8"), /"label":"李鸣"/);
  assert.ok(await page.evaluate(() => window.same), "the new graph is taken in place");
  await page.fill("#search", "李明");
  await page.waitForSelector("#search-list .name:text-is('李明')");
  await page.click(".made button");
  await page.waitForFunction(() => document.querySelectorAll(".made li").length === 0);
  assert.doesNotMatch(readFileSync(join(folder, "decisions.tsv"), "utf8"), /李鸣/);
  assert.match(readFileSync(join(folder, "out/graph.json"), "utf8"), /"label":"李鸣"/);
  const refused = await page.evaluate(async () => {
    const answer = await fetch("/api/decide", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
    return answer.status;
  });
  assert.equal(refused, 401);
  assert.deepEqual(asked, []);
  // The one fault is the refusal just provoked.
  assert.equal(faults.length, 1, faults.join());
  await close();
});
