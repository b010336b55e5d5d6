// Every state of the page by axe-core, in both languages, wide and narrow: no violations.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { seeds, setting } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { open } = setting();


const STATES = {
  "at the start": "",
  "an official": "&entity=official:陈红民",
  "a link": "&link=official:陈红民~project:万人助万企",
  "a way": "&path=official:陈红民~official:樊惠林",
  "a way that is not chosen yet": "&path=~",
  "surroundings, hidden and pinned": "&ego=1,official:陈红民&hide=official:习近平&pin=1,2,official:陈红民",
  "words of passages": "&text=推进",
  "the matrix": "&view=matrix&link=official:陈红民~project:万人助万企",
  "all names": "&view=names",
  "nothing passes": "&weight=99",
  "coloured by community": "&colour=community&draw=all",
  "what is not there": "&entity=official:无此人",
  "nobody to compare yet": "&view=compare",
  "one in lanes": "&view=compare&compare=official:陈红民",
  "two side by side, some days of a lane": "&view=compare&compare=official:陈红民~official:李卓瑜&link=official:陈红民~project:万人助万企&on=2020-01-01,2023-12-31",
  "two of one kind on days without a sentence": "&view=compare&compare=official:陈红民~official:樊惠林&link=official:陈红民~official:樊惠林&on=2020-01-01,2020-01-02",
  "a post": "&post=official:陈红民~二七区委书记",
  "no clippings": "&clips=1",
  "news, or none": "&news=1",
};

const faultsOf = (violations) => violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
const LOOKS = [["zh", WIDE, "light"], ["zh", NARROW, "dark"], ["en", WIDE, "dark"], ["en", NARROW, "light"]];

for (const [lang, viewport, colorScheme] of LOOKS) {
  test(`axe-core finds nothing: ${lang}, ${viewport.width} wide, ${colorScheme}`, async () => {
    const { page, faults, close } = await open(seeds().url, { viewport, colorScheme, hash: `#lang=${lang}` });
    await page.evaluate(axe);
    const found = [];
    const check = async (state) => {
      // What slides in has arrived.
      await page.waitForTimeout(50);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      found.push(...faultsOf(violations).map((fault) => `${state}: ${fault}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > viewport.width) found.push(`${state}: ${wide} wide`);
    };
    for (const [state, hash] of Object.entries(STATES)) {
      await page.evaluate((hash) => { location.hash = hash; }, `lang=${lang}${hash}`);
      await check(state);
    }
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${lang}`);
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${lang}&entity=official:陈红民`);
    await page.click(".panel .clip >> nth=0");
    await check("a passage put aside");
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${lang}&clips=1`);
    await page.waitForSelector(".clips li");
    await check("clippings");
    await page.evaluate((hash) => { location.hash = hash; }, `lang=${lang}`);
    await page.fill("#search", "二七区委书记");
    await check("a search");
    await page.fill("#search", "无此人");
    await check("a search that finds nothing");
    await page.keyboard.press("Escape");
    await page.click("[aria-controls=export-menu]");
    await check("the menu of files");
    assert.deepEqual([found, faults], [[], []]);
    await close();
  });
}
