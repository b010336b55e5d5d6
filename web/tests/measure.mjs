// Figures of a large graph: how soon something is seen, and how many frames a second while it is dragged about.
//
//   node tests/measure.mjs [entities] [links]
//
// Run after `npm run build` and `cargo build --release`. First paint is from the start of loading to the first frame
// after the picture is drawn; frames are counted while the mouse drags the picture for three seconds.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
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

async function measure(browser, what, url, hash) {
  const { page, close } = await open(browser, url, { hash });
  const first = await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))),
  );
  // The layout is let run out, so that frames are those of dragging alone.
  await page.waitForSelector(".canvas:not([aria-busy])", { timeout: 120_000 });
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
  console.log(`${what}: first paint ${(first / 1000).toFixed(2)} s, ${((after - before) / seconds).toFixed(0)} frames/s (${shown.replaceAll("\u2009", " ")})`);
  await close();
}

const browser = await launch();
console.log(`${nodes} entities, ${links} links, ${(graph.length / 1e6).toFixed(0)} MB of JSON`);
await measure(browser, "file, as guanxi build writes it", page(30_000), "#lang=en");
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
