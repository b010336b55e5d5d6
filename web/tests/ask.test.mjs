// Plain questions in Chinese: in a page of a file by its own grammar, served by the archive's.

import assert from "node:assert/strict";
import { search, seeds, setting } from "./browser.mjs";

const { on, serve } = setting();
let address;
/** Of the archive, without the token: nothing is decided here. */
const served = async () => (address ??= (await serve(seeds().folder, ["-g", "guanxi.db"])).split("#")[0]);
/** Waits for the answer to a question. */
const asked = async (page, question) => {
  await page.waitForSelector(`.panel h2:text-is('${question}')`);
  await page.waitForSelector(".panel .found");
};
const names = (page) => page.locator(".panel .found b").allTextContents();

for (const [where, url] of [["in a page", () => seeds().url], ["served", served]]) {
  on(`who appears with a project, ${where}`, url, {}, async (page) => {
    await search(page, "请问谁和万人助万企一起出现？");
    await asked(page, "请问谁和万人助万企一起出现？");
    const found = await names(page);
    assert.deepEqual(found.toSorted(), ["李卓瑜", "汤晓义", "陈红民"].toSorted());
    assert.match(page.url(), /ask=/);
    await page.locator(".panel .found").first().click();
    await page.waitForSelector(".panel .ends");
    assert.ok((await page.textContent(".panel blockquote p")).length > 5);
    await page.goBack();
    await page.waitForSelector(".panel .found");
  });

  on(`somebody's projects, ${where}`, url, {}, async (page) => {
    await search(page, "陈红民的项目");
    await asked(page, "陈红民的项目");
    const found = await names(page);
    assert.ok(found.length >= 5 && found.includes("三标"), found.join());
    for (const kind of await page.locator(".panel .found .dot").evaluateAll((all) => all.map((one) => one.className))) assert.equal(kind, "dot project");
  });

  on(`who held a post, ${where}`, url, {}, async (page) => {
    for (const question of ["二七区委书记是谁", "谁是二七区委书记？"]) {
      await search(page, question);
      await asked(page, question);
      assert.deepEqual((await names(page)).toSorted(), ["樊惠林", "陈红民"].toSorted());
      const days = await page.locator(".panel .found > .extra").allTextContents();
      assert.deepEqual(days, days.toSorted(), "the earliest first");
    }
  });

  on(`what the page shows already is gone to, ${where}`, url, {}, async (page) => {
    await search(page, "陈红民和樊惠林有什么关系");
    await page.waitForSelector(".way li");
    await search(page, "介绍一下陈红民");
    await page.waitForSelector(".panel h2:text-is('陈红民')");
    await search(page, "官员和项目的矩阵");
    await page.waitForSelector("#app.as-matrix");
  });

  on(`names that nobody bears are told, ${where}`, url, {}, async (page) => {
    await search(page, "谁和乌有工程一起出现");
    await page.waitForFunction(() => /乌有工程”/.test(document.querySelector(".panel .note")?.textContent ?? ""));
    assert.equal(await page.locator(".panel .found b:text-is('陈红民')").count(), 0);
  });
}

on("a name that can be read as a question is a name", () => seeds().url, {}, async (page) => {
  await page.fill("#search", "陈红民");
  assert.equal(await page.locator("#search-list b.group:text-is('提问')").count(), 0);
});

on("a question that is not understood says what is", () => seeds().url, { hash: "#ask=天气如何" }, async (page) => {
  await page.locator(".panel .list .row").first().click();
  await page.waitForSelector(".panel .found");
});
