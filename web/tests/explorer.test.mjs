// The page of a file, with the network cut, as a person uses it.
//
//   npm test        after `npm run build` and `cargo build --release`

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { MultiGraph } from "graphology";
import { parse } from "graphology-graphml";
import { build, counts, exported, program, ROOT, scratch, search, seeds, setting } from "./browser.mjs";

const { open, on: onPage } = setting();
/** A test on the page of the seeds. */
const on = (name, options, body) => onPage(name, () => seeds().url, options, body);

/** All links in the picture. */
const ALL = "#draw=all&limit=9999&small=1";

/** 陈红民, one of his links, and its passage. */
async function readEvidence(page) {
  await search(page, "陈红民");
  await page.waitForSelector(".panel h2:text-is('陈红民')");
  assert.match(await page.textContent(".panel .roles"), /二七区委书记/);
  await page.click(".panel .kind:has-text('项目') .count >> nth=0");
  await page.waitForSelector(".panel .ends");
  assert.match(await page.textContent(".panel .measures"), /NPMI/);
  const marked = await page.locator(".panel blockquote mark.main").allTextContents();
  assert.ok(marked.includes("陈红民"), marked.join());
  assert.ok(marked.length >= 2, "both ends are marked");
  assert.match(await page.textContent(".panel blockquote footer"), /\d{4}-\d{2}-\d{2}.*\.txt/s);
}

on("a person is found, a link opened, its evidence read", {}, readEvidence);

test("the same on the pages beside the clone", async (t) => {
  const folder = join(ROOT, "../shared/seeds");
  if (!existsSync(folder)) return t.skip("no ../shared/seeds");
  const { page, asked, faults, close } = await open(`file://${build([folder], ["dictionaries/erqi"])}/graph.html`);
  await search(page, "陈红民");
  await page.waitForSelector(".panel h2:text-is('陈红民')");
  await page.click(".panel .pair .count >> nth=0");
  await page.waitForSelector(".panel .ends");
  assert.ok((await page.textContent(".panel blockquote p")).length > 5);
  assert.deepEqual([asked, faults], [[], []]);
  await close();
});

on("names are found by pinyin, initials and alias", {}, async (page) => {
  for (const [typed, name] of [["chm", "陈红民"], ["chenhongm", "陈红民"], ["zhonghongmin", null], ["红民", "陈红民"]]) {
    await page.fill("#search", typed);
    const names = await page.locator("#search-list .name").allTextContents();
    if (name) assert.ok(names.includes(name), `${typed}: ${names}`);
    else assert.deepEqual(names, [], typed);
  }
});

on("days narrow what is shown, and undo brings it back", { hash: ALL }, async (page) => {
  const [nodes, links] = await counts(page);
  assert.ok(nodes > 100 && links > 500);
  await page.fill(".typed input >> nth=0", "2023-13-77");
  await page.keyboard.press("Enter");
  assert.match(await page.inputValue(".typed input >> nth=0"), /^\d{4}-\d{2}-\d{2}$/, "what is no day is not taken");
  assert.deepEqual(await counts(page), [nodes, links]);
  await page.fill(".typed input >> nth=0", "2023-01-01");
  await page.keyboard.press("Enter");
  const [fewer, less] = await counts(page);
  assert.ok(fewer < nodes && less < links && less > 0, `${fewer} ${less}`);
  assert.match(page.url(), /from=2023-01-01/);
  await page.focus(".canvas");
  await page.keyboard.press("Control+z");
  assert.deepEqual(await counts(page), [nodes, links]);
  assert.doesNotMatch(page.url(), /from=/);
  await page.locator(".slider input").nth(1).focus();
  await page.keyboard.press("Home");
  assert.ok((await counts(page))[1] < links, "the slider works by keyboard");
});

on("every filter narrows", { hash: ALL }, async (page) => {
  const [, links] = await counts(page);
  const smaller = async (what) => {
    const [, now] = await counts(page);
    assert.ok(now < links && now > 0, `${what}: ${now} of ${links}`);
    await page.click(".filters > .quiet");
    assert.equal((await counts(page))[1], links, `${what}: reset`);
  };
  await page.uncheck("input[value=place]");
  await smaller("kind");
  await page.uncheck("input[value=post]");
  await smaller("relation");
  await page.selectOption("select[aria-label=同现范围]", "sentence");
  await smaller("scope");
  await page.focus("input[aria-label=也看较弱的关系]");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await smaller("weaker links");
  await page.click(".exactly summary");
  for (const [label, value] of [["最低权重", "0.4"], ["最少提及次数", "3"], ["最少同现次数", "2"]]) {
    await page.fill(`input[aria-label=${label}]`, value);
    await page.keyboard.press("Enter");
    await smaller(label);
  }
  await page.selectOption("select[aria-label=群组]", "0");
  await smaller("community");
});

on("the matrix shows officials by projects, sorts, and opens evidence", {}, async (page) => {
  await page.click("nav button >> nth=1");
  const cells = page.locator(".matrix td button");
  assert.ok((await cells.count()) > 10);
  await page.click(".matrix thead th button >> nth=2");
  assert.equal(await page.getAttribute(".matrix thead th >> nth=2", "aria-sort"), "descending");
  await cells.first().click();
  await page.waitForSelector(".panel blockquote mark.main");
  assert.equal(await page.locator(".matrix td button[aria-pressed=true]").count(), 1);
  await page.selectOption(".matrix select >> nth=1", "body");
  assert.match(await page.textContent(".matrix caption"), /官员 × 机构/);
});

on("GraphML and GEXF read back as what is shown", { hash: ALL }, async (page) => {
  await page.uncheck("input[value=place]");
  const [nodes, links] = await counts(page);
  const [graphml] = await exported(page, "GraphML");
  const graph = parse(MultiGraph, graphml.toString("utf8"));
  assert.deepEqual([graph.order, graph.size], [nodes, links]);
  assert.equal(graph.getNodeAttribute("official:陈红民", "kind"), "official");
  const weight = graph.reduceEdges((sum, _, { weight }) => sum + weight, 0);
  assert.ok(weight > 0);
  const [gexf] = await exported(page, "GEXF");
  const tags = (name) => gexf.toString("utf8").split(`<${name} `).length - 1;
  assert.deepEqual([tags("node"), tags("edge")], [nodes, links]);
  const folder = scratch();
  for (const [ending, bytes] of [["graphml", graphml], ["gexf", gexf]]) {
    const path = join(folder, `view.${ending}`);
    writeFileSync(path, bytes);
    const { findings } = JSON.parse(execFileSync(program, ["doctor", "--json", path]));
    assert.deepEqual(findings, [], "every program reads it as it is");
  }
});

on("tables and pictures", { hash: ALL }, async (page) => {
  const [nodes, links] = await counts(page);
  const tables = await exported(page, "CSV", 2);
  const lines = tables.map((table) => table.toString("utf8").trim().split("\r\n").length - 1);
  assert.deepEqual(lines.sort((a, b) => a - b), [nodes, links]);
  const [svg] = await exported(page, "SVG");
  assert.equal(svg.toString("utf8").split("<circle").length - 1, nodes);
  assert.ok(svg.toString("utf8").includes("二七区"));
});

on("a picture as PNG", {}, async (page) => {
  const [png] = await exported(page, "PNG");
  assert.equal(png.toString("latin1", 1, 4), "PNG");
  assert.ok(png.length > 20_000);
});

on("a path, the surroundings, hiding, and links that lead there again", { hash: `${ALL}&lang=en` }, async (page) => {
  await search(page, "樊惠林");
  await page.click(".panel .actions button:text-is('Path from here')");
  await page.fill("#path-to", "陈红民");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".way li");
  assert.match(await page.textContent(".panel"), /Steps: \d+, length/);
  await search(page, "陈红民");
  await page.click(".panel .actions button:text-is('Surroundings only')");
  const near = await counts(page);
  await page.click(".panel .actions button.step:text-is('2')");
  assert.ok((await counts(page))[0] > near[0]);
  await search(page, "习近平");
  await page.click(".panel .actions button:text-is('Hide')");
  const [left] = await counts(page);
  assert.match(page.url(), /hide=/);
  const [address, seen] = [page.url(), await counts(page)];
  await page.goto("about:blank");
  await page.goto(address);
  await page.waitForSelector("#app[data-ready]");
  assert.deepEqual(await counts(page), seen, "the address leads to the same view");
  await page.click(".hidden button");
  assert.ok((await counts(page))[0] > left);
});

on("an entity is dragged, pinned and let go", { hash: ALL }, async (page) => {
  await page.waitForTimeout(1200);
  const where = () =>
    page.evaluate(() => decodeURIComponent(location.hash).match(/pin=([-\d.]+),([-\d.]+),/)?.slice(1).map(Number) ?? null);
  assert.equal(await where(), null);
  await search(page, "二七区委");
  await page.click(".panel .actions button:text-is('固定')");
  const pinned = await where();
  assert.ok(pinned);
  const box = await page.locator(".canvas").boundingBox();
  // The pinned hub is near the middle; a search over a coarse grid finds it under the pointer.
  let found = null;
  for (let y = 0.3; y < 0.75 && !found; y += 0.02) {
    for (let x = 0.3; x < 0.75 && !found; x += 0.02) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
      if (await page.locator(".canvas.over").count()) found = [box.x + box.width * x, box.y + box.height * y];
    }
  }
  assert.ok(found, "something is under the pointer");
  await page.mouse.down();
  await page.mouse.move(found[0] + 60, found[1] + 40, { steps: 5 });
  await page.mouse.up();
  assert.match(page.url(), /pin=/);
});

on("English and Chinese, keyboard, and a phone's width", { viewport: { width: 390, height: 844 } }, async (page) => {
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hans");
  await page.click(".end-tools > button:text-is('English')");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.click(".bar .only-phone");
  await page.waitForSelector("#app.side-open");
  assert.ok(await page.isVisible(".side input[value=official]"));
  await page.click(".side .close");
  await page.locator("body").press("/");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "search");
  await page.keyboard.type("chm");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#app.panel-open");
  await page.locator(".panel h2").scrollIntoViewIfNeeded();
  assert.ok(await page.isVisible(".panel h2"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `no sideways scrolling: ${wide}`);
  for (const button of await page.locator("button:visible").all()) {
    const name = (await button.getAttribute("aria-label")) ?? (await button.textContent());
    assert.ok(name?.trim(), "every button has a name");
  }
});

test("what a document says is text, whatever it says", async () => {
  const folder = scratch();
  const tag = '<img src=x onerror="window.hit=1">';
  const end = "</script><script>window.hit=1</script>";
  const record = {
    id: `1${tag}`,
    title: tag,
    date: "2023-04-17",
    source: `${end}日报`,
    url: "javascript:window.hit=1",
    text: `本报讯 4月16日，区长李明主持召开${tag}新区二期推进会，副区长王芳${end}参加会议。`,
  };
  writeFileSync(join(folder, "records.jsonl"), `${JSON.stringify(record)}\n`);
  writeFileSync(join(folder, "words.tsv"), `name\tkind\n李明\tofficial\n王芳\tofficial\n新区二期\tproject\n${tag}\tproject\n`);
  const out = build([join(folder, "records.jsonl")], [join(folder, "words.tsv")]);
  const { page, asked, faults, close } = await open(`file://${out}/graph.html`);
  await search(page, "李明");
  await page.waitForSelector(".panel h2:text-is('李明')");
  assert.ok((await page.textContent(".panel")).includes("<img src=x"), "it is there to read");
  await page.click(".panel .pair .count >> nth=0");
  await page.click("nav button >> nth=1");
  await page.click("nav button >> nth=0");
  await exported(page, "SVG");
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.locator("#app img, #app script, #app a[href^='javascript']").count(), 0);
  assert.deepEqual([asked, faults], [[], []]);
  await close();
});

test("nothing but the page's own script may run", async () => {
  const { page, close } = await open(seeds().url);
  await page.evaluate(() => {
    const script = document.createElement("script");
    try {
      script.textContent = "window.hit=1";
    } catch {
      // Trusted types refuse the text already.
    }
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => window.hit), undefined);
  const answer = await page.evaluate(() => fetch("https://example.org/").then(() => "answered", () => "refused"));
  assert.equal(answer, "refused");
  await close();
});
