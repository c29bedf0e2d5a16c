import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";

import { fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, QUIET, shareSite, SITE_KEY, SOON } from "./support/browser.ts";
import { createCaller } from "./support/call-api.ts";
import { settle } from "./support/settle.ts";

/** Pages with lists other than the search. */
const PAGES = [
  "/home",
  "/keys",
  "/operations",
  "/operations/people",
  "/operations/blocklist",
  "/operations/audit",
];
/** Some of the pages ask for a lot, which takes a busy machine its time. */
const PATIENCE = { timeout: 30_000 };
/** The row of a list that holds the focus, by its place on the page; -1 for none. */
const FOCUSED_ROW = `[...document.querySelectorAll("main :is(tbody > tr, ul > li, ol > li)")]
  .indexOf(document.activeElement.closest("main :is(tbody > tr, ul > li, ol > li)"))`;

const site = shareSite(async (started) => {
  await fillSite(started);
  const call = createCaller(started.server.url, SITE_KEY);
  for (const name of ["harbour light", "fog horn"]) {
    await call("/api/v1/admin/api-keys", { json: { name, scopes: ["search"] } });
  }
  const infoHashes = ["a".repeat(40), "b".repeat(40)];
  await call("/api/v1/blocklist/torrents", { json: { infoHashes } });
});

test.skipIf(NO_BROWSER).for(PAGES)("j and k go through the rows of %s", async (path) => {
  const { page, seen } = await site.open(path);
  page.setDefaultTimeout(PATIENCE.timeout);
  await settle(page);
  // Nothing is focused as long as no list has arrived.
  await expect.poll(() => pressAndFind(page, "j"), PATIENCE).toBeGreaterThan(-1);
  const first = await focusedRow(page);
  await page.keyboard.press("j");
  await expect.poll(() => focusedRow(page), SOON).toBeGreaterThan(first);
  await page.keyboard.press("k");
  await expect.poll(() => focusedRow(page), SOON).toBe(first);
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("whom one looked for among the people stays in the address", async () => {
  const { page, seen } = await site.open("/operations/people?role=administrator");
  page.setDefaultTimeout(PATIENCE.timeout);
  const search = page.getByRole("searchbox", { name: "Name or e-mail" });
  await search.fill("harbour");
  await page.waitForURL(/\?q=harbour&role=administrator$/);
  await page.getByRole("listitem").filter({ hasText: "harbour@example.org" }).first().waitFor();
  await page.goto("/operations/audit");
  await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
  await page.goBack();
  await expect.poll(() => search.inputValue(), SOON).toBe("harbour");
  await search.fill("nobody of that name");
  await page.getByText("Nobody fits").waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a torrent of a list is opened with the keyboard alone", async () => {
  const { page, seen } = await site.open("/home");
  page.setDefaultTimeout(PATIENCE.timeout);
  await settle(page);
  const links = page.getByRole("list", { name: "Newest" }).getByRole("link");
  await links.first().waitFor();
  const title = await links.first().textContent();
  await expect.poll(() => pressUntil(page, links.first()), SOON).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: title ?? "" }).waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a window opened from a row gives the focus back to it", async () => {
  const { page, seen } = await site.open("/keys");
  page.setDefaultTimeout(PATIENCE.timeout);
  await settle(page);
  await page.getByText("fog horn").waitFor();
  const row = page.getByRole("listitem").filter({ hasText: "fog horn" });
  await expect.poll(() => pressUntil(page, row), SOON).toBe(true);
  await page.keyboard.press("Enter");
  const rotate = row.getByRole("button").first();
  await expect.poll(() => isFocused(rotate), SOON).toBe(true);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => isFocused(rotate), SOON).toBe(true);
  const place = await focusedRow(page);
  await page.keyboard.press("j");
  await expect.poll(() => focusedRow(page), SOON).toBeGreaterThan(place);
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)(
  "all keys are listed from any page, and one leads to the search",
  async () => {
    const { page, seen } = await site.open("/keys");
    page.setDefaultTimeout(PATIENCE.timeout);
    await settle(page);
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog");
    await sheet.waitFor();
    const headings = sheet.getByRole("heading", { level: 3 });
    expect(await headings.allTextContents()).toEqual([
      "On this page",
      "Go to",
      "Minato",
      "In the results of a search",
      "On a torrent’s page",
    ]);
    await sheet.getByText("Next row of a list").waitFor();
    await sheet.getByText("Select up to the torrent").waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await page.keyboard.press("/");
    const box = page.getByRole("combobox", { name: "Search torrents" });
    await expect.poll(() => isFocused(box), PATIENCE).toBe(true);
    expect(seen()).toEqual(QUIET);
  },
);

function isFocused(element: Locator): Promise<boolean> {
  return element.and(element.page().locator(":focus")).isVisible();
}

/** Goes one row on, unless it is the one. */
async function pressUntil(page: Page, row: Locator): Promise<boolean> {
  if (!(await isFocused(row))) await page.keyboard.press("j");
  return isFocused(row);
}

async function pressAndFind(page: Page, key: string): Promise<number> {
  await page.keyboard.press(key);
  return focusedRow(page);
}

function focusedRow(page: Page): Promise<number> {
  return page.evaluate<number>(FOCUSED_ROW);
}
