// The page of a server: parts brought when they are asked for, and decisions.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { counts, launch, open, program, scratch, search } from "./browser.mjs";
import { large } from "./large.mjs";

let browser;
const servers = [];

before(async () => {
  browser = await launch();
});
after(async () => {
  for (const server of servers) server.kill();
  await browser?.close();
});

/** Starts a server in a folder; the address it prints, with the token if there is one. */
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

test("a graph too large for a page is brought in parts", async () => {
  const folder = scratch();
  const graph = large(3000, 30_000);
  writeFileSync(join(folder, "graph.json"), JSON.stringify(graph));
  const address = await serve(folder, ["-g", "graph.json"]);
  const { page, asked, faults, close } = await open(browser, address);
  assert.equal((await counts(page))[1], 2000);
  assert.match(await page.textContent(".notice"), /30\u2009000/);
  // An entity none of whose links is among the strongest 20 000.
  const sent = graph.links.map((link, at) => ({ ...link, at })).sort((a, b) => b.weight - a.weight || a.at - b.at).slice(0, 20_000);
  const here = new Set(sent.flatMap(({ source, target }) => [source, target]));
  const name = graph.nodes.find((_, at) => !here.has(at))?.label ?? graph.nodes.at(-1).label;
  await page.fill("#search", name);
  await page.waitForSelector(`#search-list .name:text-is("${name}")`);
  await search(page, name);
  await page.waitForSelector(`.panel h2:text-is("${name}")`);
  const all = graph.links.filter(({ source, target }) => [source, target].some((at) => graph.nodes[at].label === name)).length;
  if (all > 0) await page.waitForSelector(".panel .pair .count");
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
  const { page, asked, faults, close } = await open(browser, plain, { hash: `#token=${token}` });
  assert.doesNotMatch(page.url(), /token/, "no copied address carries it");
  await search(page, "李鸣");
  await page.waitForSelector(".review");
  await page.fill("#review-into", "李明");
  await page.keyboard.press("Enter");
  await page.fill(".review input[type=text]", "误植");
  await page.click(".review .primary");
  await page.waitForSelector(".told h4");
  assert.match(await page.textContent(".told"), /decisions\.tsv:2.*李鸣/s);
  assert.match(readFileSync(join(folder, "decisions.tsv"), "utf8"), /merge\tofficial\t李鸣\t李明\t\t误植/);
  assert.doesNotMatch(readFileSync(join(folder, "out/graph.json"), "utf8"), /"label":"李鸣"/);
  await page.click(".told button");
  await page.waitForSelector("#app[data-ready]");
  await page.fill("#search", "李明");
  await page.waitForSelector("#search-list .name:text-is('李明')");
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
