import { expect, test } from "vitest";

import { fillSite } from "./support/browser-records.ts";
import { listTitles, NO_BROWSER, QUIET, shareSite, SOON } from "./support/browser.ts";

const site = shareSite(fillSite);

test.skipIf(NO_BROWSER)("back and forward restore words, filters and results", async () => {
  const { page, seen } = await site.open("/");
  const box = page.getByRole("combobox", { name: "Search torrents" });
  await page.getByText("16 torrents").waitFor();
  await box.pressSequentially("sintel");
  await page.waitForURL("**/?q=sintel");
  await page.getByText("3 torrents").waitFor();
  const filters = page.getByRole("complementary", { name: "Filters" });
  await filters.getByText("1080p", { exact: true }).click();
  await page.waitForURL("**/?q=sintel&resolution=1080p");
  await page.getByText("1 torrent", { exact: true }).waitFor();
  await box.fill("spring");
  await page.waitForURL("**/?q=spring&resolution=1080p");

  await page.goBack();
  await expectWords("sintel", "1 torrent");
  await page.goBack();
  await expectWords("sintel", "3 torrents");
  await page.goBack();
  await expectWords("", "16 torrents");
  await page.goForward();
  await expectWords("sintel", "3 torrents");
  expect(seen()).toEqual(QUIET);

  async function expectWords(words: string, total: string) {
    await page.getByText(total, { exact: true }).waitFor();
    await expect.poll(() => box.inputValue(), SOON).toBe(words);
  }
});

test.skipIf(NO_BROWSER)("what was typed just before a torrent is opened is not lost", async () => {
  const { page, seen } = await site.open("/");
  const box = page.getByRole("combobox", { name: "Search torrents" });
  await page.getByText("16 torrents").waitFor();
  await box.pressSequentially("sinte");
  await expect.poll(async () => (await listTitles(page)).length, SOON).toBe(3);
  // The last letter and the press come before anything that waits for the typing to rest.
  await page.evaluate(`{
    const field = document.querySelector("input[type=search]");
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    set.call(field, "sintel");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.blur();
    [...document.querySelectorAll("[data-index] a")]
      .find(({ textContent }) => textContent.includes("2160p")).click();
  }`);
  await page.getByRole("heading", { level: 1, name: /^Sintel.*2160p/ }).waitFor();
  await page.goBack();
  await page.getByText("3 torrents").waitFor();
  expect(await box.inputValue()).toBe("sintel");
  expect(new URL(page.url()).search).toBe("?q=sintel");
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("the first results are asked for once", async () => {
  const { page } = await site.open("/icon.svg", { serviceWorkers: "block" });
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    const input = JSON.stringify(request.postDataJSON());
    const isFacets = input.includes('"facets"');
    if (/^\/(api\/v1|rpc)\/search/.test(pathname) && !isFacets) asked.push(pathname + search);
  });
  await page.goto("/?q=sintel&resolution=1080p,2160p&view=table");
  await page.getByText("2 torrents").waitFor();
  await page.getByRole("complementary").getByText("2160p", { exact: true }).waitFor();
  expect(asked).toEqual([
    "/api/v1/search?q=sintel&resolution=1080p%2C2160p&sort=relevance&order=desc&limit=25",
  ]);
});
