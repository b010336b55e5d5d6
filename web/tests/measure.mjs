// Figures of a large graph: how soon something is seen and stands still, how long a search and a step of the matrix take, and how
// many frames a second there are while it is dragged about.
//
//   node tests/measure.mjs [entities] [links]        all of it
//   node tests/measure.mjs [entities] [links] page   only the page that the program writes
//
// Run after `npm run build` and `cargo build --release`. First paint is from the start of loading to the first frame after the
// picture is drawn, rest to the first after everything stands; a search is from the last key to the list, a step of the
// matrix from the click to the table, each the middle of seven; frames are counted while the mouse drags the picture for
// three seconds. The load tells how busy the machine was.

import { execFileSync, spawn } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fill, launch, open, program, scratch } from "./browser.mjs";
import { large } from "./large.mjs";

const [nodes, links] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 200_000)];
const folder = scratch();
const whole = large(nodes, links);
const graph = JSON.stringify(whole);
writeFileSync(join(folder, "graph.json"), graph);

/** A page with the strongest links, as the program writes it. */
function page(most) {
  const kept = whole.links.toSorted((a, b) => b.weight - a.weight).slice(0, most);
  const part = { ...whole, links: kept.sort((a, b) => a.source - b.source || a.target - b.target) };
  return fill(join(folder, `graph-${most}.html`), part, { nodes, links });
}

/** The page as the program writes it, with the places of what is drawn first. */
function written() {
  const path = join(folder, "written.html");
  execFileSync(program, ["export", join(folder, "graph.json"), "-o", path, "--compute", "none"], { stdio: "pipe" });
  console.log(`the page: ${(statSync(path).size / 1e6).toFixed(1)} MB`);
  return `file://${path}`;
}

/** Milliseconds from typing to the list, and from a heading of the matrix to the table; each the middle of seven. */
async function steps(page) {
  const names = whole.nodes.slice(0, 7).map((node) => node.name);
  const search = await page.evaluate(async (names) => {
    const field = document.getElementById("search");
    const all = [];
    for (const name of names) {
      await new Promise((done) => setTimeout(done, 60));
      const start = performance.now();
      field.value = name;
      field.dispatchEvent(new Event("input"));
      if (!document.querySelector("#search-list [role=option] .name")) throw new Error("nothing found");
      all.push(performance.now() - start);
    }
    field.blur();
    return all.sort((a, b) => a - b)[3];
  }, names);
  await page.click("nav button >> nth=1");
  await page.waitForSelector(".matrix td button");
  const matrix = await page.evaluate(async () => {
    const all = [];
    for (let turn = 0; turn < 7; turn++) {
      await new Promise((done) => setTimeout(done, 60));
      const start = performance.now();
      document.querySelectorAll(".matrix thead th button")[turn].click();
      if (!document.querySelector(".matrix thead [aria-sort=descending]")) throw new Error("not sorted");
      all.push(performance.now() - start);
    }
    return all.sort((a, b) => a - b)[3];
  });
  await page.click("nav button >> nth=0");
  return `, search ${search.toFixed(0)} ms, matrix step ${matrix.toFixed(0)} ms`;
}

async function measure(browser, what, url, hash) {
  const { page, close } = await open(browser, url, { hash });
  const frame = () => page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))),
  );
  const first = await frame();
  // The layout is let run out, so that frames are those of dragging alone.
  await page.waitForSelector(".canvas:not([aria-busy])", { timeout: 120_000 });
  const rest = await frame();
  // What the page's own thread worked until then, whatever else the machine did.
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const worked = metrics.find(({ name }) => name === "ThreadTime")?.value ?? 0;
  const more = await steps(page);
  await page.waitForTimeout(500);
  const box = await page.locator(".canvas").boundingBox();
  const [x, y] = [box.x + 20, box.y + 20];
  await page.mouse.move(x, y);
  await page.evaluate(() => {
    window.frames_ = 0;
    const count = () => {
      window.frames_++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await page.mouse.down();
  const start = Date.now();
  const before = await page.evaluate(() => window.frames_);
  for (let step = 0; Date.now() - start < 3000; step++) {
    await page.mouse.move(x + 150 + 140 * Math.sin(step / 12), y + 150 + 140 * Math.cos(step / 12));
  }
  const after = await page.evaluate(() => window.frames_);
  const seconds = (Date.now() - start) / 1000;
  await page.mouse.up();
  const shown = await page.textContent(".status");
  console.log(`${what}: first paint ${(first / 1000).toFixed(2)} s, at rest ${(rest / 1000).toFixed(2)} s (work ${worked.toFixed(2)} s)${more}, ${((after - before) / seconds).toFixed(0)} frames/s (${shown.replaceAll("\u2009", " ")}; load ${loadavg()[0].toFixed(1)})`);
  await close();
}

const browser = await launch();
console.log(`${nodes} entities, ${links} links, ${(graph.length / 1e6).toFixed(0)} MB of JSON`);
await measure(browser, "file, as guanxi build writes it", written(), "#lang=en");
if (process.argv[4] === "page") {
  await browser.close();
  process.exit();
}
await measure(browser, "the same graph, its strongest 30 000 links alone", page(30_000), "#lang=en");
await measure(browser, "the same, 10 000 links drawn", page(30_000), "#lang=en&limit=10000");
await measure(browser, "every link in the page and drawn", page(links), `#lang=en&limit=${links}`);
const server = spawn(program, ["serve", "-g", join(folder, "graph.json"), "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((done) => {
  let told = "";
  server.stderr.on("data", (text) => {
    told += text;
    const found = /open: (http:\S+)/.exec(told);
    if (found) done(found[1]);
  });
});
await measure(browser, "served", address, "#lang=en");
server.kill();
await browser.close();
