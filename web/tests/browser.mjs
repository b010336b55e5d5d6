// A headless Chromium and the program, for the tests of the page.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const ROOT = resolve(fileURLToPath(import.meta.url), "../../..");
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const PROGRAM = ["target/release/guanxi", "target/debug/guanxi"].map((path) => join(ROOT, path));

const first = (what, given, paths) => {
  const found = given ?? paths.find((path) => existsSync(path));
  if (!found) throw new Error(`no ${what}: looked for ${paths.join(", ")}`);
  return found;
};

/** The program under test; GUANXI names another. */
export const program = first("guanxi", process.env.GUANXI, PROGRAM);

export const launch = () =>
  chromium.launch({
    executablePath: first("Chromium", process.env.CHROMIUM, CHROMIUM),
    args: [
      "--no-sandbox",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--use-angle=swiftshader",
      "--disable-gpu-rasterization",
      "--disable-accelerated-2d-canvas",
      "--enable-unsafe-swiftshader",
    ],
  });

/** A folder that goes when the tests have ended. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "guanxi-page-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a graph of some inputs; the folder with its files. With FRESH_PAGE the page is the one in dist/, not the program's. */
export function build(inputs, dictionaries = []) {
  const out = scratch();
  const words = dictionaries.flatMap((path) => ["-d", path]);
  execFileSync(program, ["build", ...inputs, ...words, "-o", out, "-f", "json,html"], { cwd: ROOT, stdio: "pipe" });
  if (process.env.FRESH_PAGE) fill(join(out, "graph.html"), JSON.parse(readFileSync(join(out, "graph.json"), "utf8")));
  return out;
}

/** Links up to which the program writes a graph into a page as it is. */
const PLAIN = 5000;

/** Writes the page of a graph made here, or of a part of a larger one; its address. */
export function fill(path, graph, whole = { nodes: graph.nodes.length, links: graph.links.length }) {
  const template = readFileSync(join(ROOT, "web/dist/explorer.html"), "utf8");
  const text = JSON.stringify(graph);
  const held = graph.links.length > PLAIN
    ? `"packed":"${gzipSync(text).toString("base64")}"`
    : `"graph":${text.replaceAll("<", "\\u003c")}`;
  writeFileSync(path, template.replace('{"guanxi":"data"}', () => `{"whole":${JSON.stringify(whole)},${held}}`));
  return `file://${path}`;
}

/** A page with the network cut: whatever it asks for outside its own file is refused and noted. */
export async function open(browser, url, { locale = "zh-CN", viewport = { width: 1280, height: 720 }, colorScheme = "light", hash = "" } = {}) {
  const context = await browser.newContext({ locale, viewport, colorScheme, acceptDownloads: true, reducedMotion: "reduce" });
  const asked = [];
  const faults = [];
  if (url.startsWith("file:")) {
    await context.setOffline(true);
    await context.route(/^(https?|wss?):/, (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
  }
  const page = await context.newPage();
  page.on("request", (request) => request.url().startsWith(url.startsWith("file:") ? "file:" : "http:") || request.url().startsWith("blob:") || asked.push(request.url()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(url + hash);
  await page.waitForSelector("#app[data-ready]", { timeout: 120_000 });
  return { page, asked, faults, close: () => context.close() };
}

/** Searches in the bar and opens what is found first. */
export async function search(page, words) {
  await page.fill("#search", words);
  await page.waitForSelector("#search-list [role=option]");
  await page.keyboard.press("Enter");
}

/** How many entities and links are drawn. */
export const counts = async (page) => (await page.getAttribute(".status", "data-drawn")).split(" ").map(Number);

/** How many entities and links pass the filters: what answers are made from. */
export const passing = async (page) => (await page.getAttribute(".status", "data-passing")).split(" ").map(Number);

/** Chooses a format in the export menu; the texts of its files. */
export async function exported(page, label, files = 1) {
  const { readFile } = await import("node:fs/promises");
  const all = [];
  const done = new Promise((enough) => {
    page.on("download", (download) => {
      all.push(download);
      if (all.length === files) enough();
    });
  });
  await page.click("[aria-controls=export-menu]");
  await page.click(`#export-menu button:has(b:text-is("${label}"))`);
  await done;
  return Promise.all(all.map(async (download) => readFile(await download.path())));
}

let made;

/** The seeds as they are built: their folder, the address of their page, and the graph. */
export function seeds() {
  if (!made) {
    const folder = build(["seeds"], ["dictionaries/erqi"]);
    made = { folder, url: `file://${folder}/graph.html`, graph: JSON.parse(readFileSync(join(folder, "graph.json"), "utf8")) };
  }
  return made;
}

/** What the tests of a file share: one browser, and the servers they start. */
export function setting() {
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
  const serve = (folder, options) => {
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
  };
  const openPage = (url, options) => open(browser, url, options);
  /** A test on a page that is opened for it, at an address or one that is told then: nothing is asked of the network, nothing breaks. */
  const on = (name, url, options, body) =>
    test(name, async () => {
      const { page, asked, faults, close } = await openPage(typeof url === "function" ? await url() : url, options);
      await body(page);
      assert.deepEqual([asked, faults], [[], []]);
      await close();
    });
  return { open: openPage, serve, on };
}
