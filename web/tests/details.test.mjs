// What makes a page good to work with all day: colours, the keyboard, the way back, words for figures.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { counts, exported, fill, program, ROOT, scratch, search, seeds, setting } from "./browser.mjs";
import { large } from "./large.mjs";

const folder = scratch();
const { on } = setting();


const small = () => fill(join(folder, "small.html"), large(60, 238));
const ground = (page, where) => page.evaluate((where) => getComputedStyle(document.querySelector(where)).backgroundColor, where);
const holder = (page) => page.evaluate(() => document.activeElement?.className);
const svgOf = async (page) => (await exported(page, "SVG"))[0].toString("utf8");

/** Contrast of the letters of an element with what lies behind them (WCAG 2). */
const contrast = (page, where) => page.evaluate((where) => {
  const { color, backgroundColor } = getComputedStyle(document.querySelector(where));
  // The browser makes bytes of whatever way a colour is written.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  const light = (of) => {
    canvas.fillStyle = of;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [light(color), light(backgroundColor)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}, where);

on("a dark system has a dark page, and pictures for paper all the same", () => seeds().url, { colorScheme: "dark" }, async (page) => {
  assert.equal(await ground(page, "body"), "rgb(27, 26, 24)");
  await page.emulateMedia({ colorScheme: "light" });
  assert.equal(await ground(page, "body"), "rgb(251, 250, 247)");
  const light = await svgOf(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await svgOf(page);
  assert.ok(light.includes("#fbfaf7") && light.includes("#d55e00"));
  assert.equal(dark, light);
});

on("Back leads past an address that was written in another way", () => seeds().url, {}, async (page) => {
  for (const hash of ["lang=zh&entity=official:陈红民", "lang=zh&view=matrix"]) await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.waitForSelector("#app.as-matrix");
  await page.goBack();
  await page.waitForSelector("#app:not(.as-matrix)");
  assert.equal(await page.textContent(".panel h2"), "陈红民");
  await page.goBack();
  await page.waitForSelector(".panel .found");
});

on("Back leads through what was looked at", () => seeds().url, {}, async (page) => {
  for (const name of ["陈红民", "樊惠林"]) {
    await search(page, name);
    await page.waitForSelector(`.panel h2:text-is('${name}')`);
  }
  await page.click("nav button:text-is('矩阵')");
  await page.goBack();
  await page.waitForSelector("#app:not(.as-matrix)");
  await page.goBack();
  await page.waitForSelector(".panel h2:text-is('陈红民')");
  await page.goBack();
  await page.waitForSelector(".panel h2:text-is('谁与谁一同出现')");
  await page.goForward();
  await page.waitForSelector(".panel h2:text-is('陈红民')");
  const long = await page.evaluate(() => history.length);
  await page.focus("input[aria-label=也看较弱的关系]");
  for (let times = 0; times < 5; times++) await page.keyboard.press("ArrowLeft");
  assert.ok((await page.evaluate(() => history.length)) <= long + 1, "a slider is one step");
});

on("the keyboard gets to the panel, and stays in it", () => seeds().url, {}, async (page) => {
  await page.keyboard.press("Tab");
  assert.match(await holder(page), /skip/);
  await page.keyboard.press("Enter");
  assert.equal(await holder(page), "panel");
  await search(page, "陈红民");
  await page.waitForSelector(".panel h2:text-is('陈红民')");
  assert.equal(await holder(page), "panel");
  const name = page.locator(".panel blockquote mark button").first();
  await name.focus();
  await page.keyboard.press("Enter");
  assert.equal(await holder(page), "panel");
  await page.locator(".panel .pair .count").first().press("Enter");
  await page.waitForSelector(".panel .ends");
  assert.equal(await holder(page), "panel");
});

for (const colorScheme of ["light", "dark"]) {
  on(`pressed buttons can be read under the mouse (${colorScheme})`, () => seeds().url, { colorScheme, hash: "#ego=1,official:陈红民&entity=official:陈红民" }, async (page) => {
    for (const where of [".bar nav [aria-pressed=true]", ".actions [aria-pressed=true]"]) {
      await page.hover(where);
      assert.ok((await contrast(page, where)) > 4.5, where);
    }
  });
}

on("a small graph says how many links are drawn", small, {}, async (page) => {
  const chosen = await page.locator("select[aria-label=最多显示关系数] option:checked").textContent();
  assert.equal(chosen, "238");
});

on("both ends of a path are named, and it fills the picture", () => seeds().url, { hash: "#draw=all&limit=9999&small=1" }, async (page) => {
  await page.waitForSelector(".canvas:not([aria-busy])");
  const across = (svg, names) => {
    const at = names.map((name) => svg.match(new RegExp(`<text x="([\\d.-]+)"[^>]* y="([\\d.-]+)"[^>]*>${name}<`))?.slice(1).map(Number));
    assert.ok(at.every(Boolean), `named: ${names}`);
    return Math.hypot(at[0][0] - at[1][0], at[0][1] - at[1][1]);
  };
  await page.evaluate((hash) => { location.hash = hash; }, "draw=all&limit=9999&small=1&path=official:陈红民~official:樊惠林");
  await page.waitForSelector(".way li");
  const names = [await page.textContent(".panel .sheet > .row .name"), ...(await page.locator(".way > li > .row .name").allTextContents())];
  assert.ok(names[0].startsWith("陈红民") && names.at(-1).startsWith("樊惠林"), names.join());
  assert.equal(await page.inputValue("#path-from"), "陈红民");
  const near = across(await svgOf(page), [names[0], names.at(-1)]);
  await page.click(".zoom button[aria-label=全图]");
  await page.waitForTimeout(100);
  const far = across(await svgOf(page), [names[0], names.at(-1)]);
  assert.ok(near > 1.5 * far, `${near} ${far}`);
});

on("posts and co-mentions are told apart on what is looked at", () => seeds().url, { hash: "#draw=all&entity=official:陈红民" }, async (page) => {
  const colours = new Set([...(await svgOf(page)).matchAll(/<line [^>]*stroke="(#\w+)"/g)].map(([, colour]) => colour));
  assert.ok(colours.has("#b3401c") && colours.has("#3d3a35"), [...colours].join());
});

on("communities have a legend with names, and one colour each", () => seeds().url, { hash: "#colour=community&draw=all&limit=9999" }, async (page) => {
  const marks = await page.locator(".notice .mark").allTextContents();
  assert.ok(marks.length > 2 && marks.every((mark) => mark.length > 1), marks.join());
  assert.equal(new Set(marks).size, marks.length);
  const dots = await page.locator(".notice .mark .dot").evaluateAll((all) => all.map((dot) => getComputedStyle(dot).backgroundColor));
  assert.equal(new Set(dots).size, dots.length);
  const svg = await svgOf(page);
  for (const mark of marks) assert.ok(svg.includes(`>${mark}</text>`), mark);
  const [names] = await counts(page);
  await page.click(".notice button.mark >> nth=0");
  assert.ok((await counts(page))[0] < names);
});

on("a picture carries its legend, filters, days and source", () => seeds().url, { hash: "#from=2022-01-01&scope=sentence" }, async (page) => {
  const svg = await svgOf(page);
  for (const words of ["官员", "项目", "同现范围: 句", "2022-01-01 – ", "5 文档", "29 有名称的文章"]) assert.ok(svg.includes(words), words);
  assert.match(svg, /画出 \d+ 个|画出 .* 条/);
});

for (const locale of ["zh-CN", "en-US"]) {
  on(`days are in ISO form (${locale})`, () => seeds().url, { locale, hash: "#entity=official:陈红民" }, async (page) => {
    const days = await page.locator(".panel .day, .panel .when, .panel .roles .when").allTextContents();
    assert.ok(days.length > 3);
    for (const day of days) assert.match(day, /^(\d{4}-\d{2}-\d{2}( – \d{4}-\d{2}-\d{2})?|日期不详|no date)$/);
    for (const field of await page.locator(".typed input").all()) assert.match(await field.inputValue(), /^\d{4}-\d{2}-\d{2}$/);
  });
}

// Ten articles name both, never in one paragraph.
const apart = large(60, 238);
const far = apart.links.find(({ source, target }) => apart.nodes[source].kind === "official" && apart.nodes[target].kind === "project");
Object.assign(far, { sentences: 0, paragraphs: 0, articles: 10 });
const ends = [far.source, far.target].map((at) => `${apart.nodes[at].kind}:${apart.nodes[at].name}`).join("~");

for (const [locale, words] of [["zh-CN", "10 篇文章同时写到；从未同段"], ["en-US", "10 articles name both; never in one paragraph"]]) {
  on(`times together are words, measures are folded (${locale})`, () => fill(join(folder, "apart.html"), apart), { locale, hash: `#link=${ends}` }, async (page) => {
    assert.equal(await page.textContent(".panel .times"), words);
    assert.equal(await page.isVisible(".panel .measures dl"), false);
    await page.click(".panel .measures summary");
    assert.match(await page.textContent(".panel .measures dl"), /NPMI.*G².*Jaccard/s);
  });
}

on("one slider leads from the strongest links to all", small, {}, async (page) => {
  assert.equal(await page.locator(".filters > .range").count(), 1);
  await page.focus("input[aria-label=也看较弱的关系]");
  await page.keyboard.press("Home");
  const strong = (await counts(page))[1];
  await page.keyboard.press("ArrowRight");
  assert.ok((await counts(page))[1] > strong);
  await page.keyboard.press("End");
  assert.doesNotMatch(page.url(), /weight/);
});

on("figures are those that build tells", () => seeds().url, {}, async (page) => {
  const out = scratch();
  const { stderr } = spawnSync(program, ["build", "seeds", "-d", "dictionaries/erqi", "-o", out, "-f", "json"], { cwd: ROOT, encoding: "utf8" });
  const told = (what) => stderr.match(new RegExp(`([\\d ,]+) ${what}`))[1].replace(/\D/g, "");
  const facts = Object.fromEntries(await page.locator(".panel .facts > div").evaluateAll((all) => all.map((one) => [one.children[0].textContent, one.children[1].textContent.replace(/\D/g, "")])));
  const wanted = { 文档: told("documents"), 名称: told("entities"), 关系: told("links") };
  for (const [what, number] of Object.entries(wanted)) assert.equal(facts[what], number, what);
  // Build counts articles that name nobody, too.
  assert.ok(Number(facts.有名称的文章) > 0 && Number(facts.有名称的文章) <= Number(told("articles")));
});
