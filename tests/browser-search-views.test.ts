import { execFile, spawnSync } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { fillSite } from "./support/browser-records.ts";
import { listTitles, NO_BROWSER, QUIET, shareSite, SITE_KEY, SOON } from "./support/browser.ts";
import { createCaller } from "./support/call-api.ts";
import { waitFor } from "./support/wait-for.ts";

const HAS_UNZIP = spawnSync("unzip", ["-v"]).status === 0;
const LOGS = 3000;
const SMALLEST = 1000;

const site = shareSite(fillSite);

test.skipIf(NO_BROWSER)("a key in the text becomes a chip, and help adds another", async () => {
  const { page, seen } = await site.open("/?q=sintel+res:1080p");
  await page.getByText("1 torrent", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Remove res 1080p from the search" }).click();
  await page.waitForURL("**/?q=sintel");
  await page.getByText("3 torrents").waitFor();
  await page.getByRole("button", { name: "What can I type?" }).click();
  await page.getByRole("button", { name: "res:2160p" }).click();
  await page.waitForURL("**/?q=sintel+res%3A2160p");
  await page.getByText("1 torrent", { exact: true }).waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a suggestion is taken with the arrows", async () => {
  const { page, seen } = await site.open("/");
  await page.getByText("16 torrents").waitFor();
  await page.getByLabel("Search torrents").click();
  await page.keyboard.type("cosmos", { delay: 30 });
  await page.getByRole("option", { name: "Cosmos Laundromat" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/?q=Cosmos+Laundromat");
  await page.getByText("3 torrents").waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)(
  "spans of sizes stand in the address, and a folded group stays so",
  async () => {
    const { page, seen } = await site.open("/");
    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.getByText("1.00 GiB – 5.00 GiB").click();
    await page.getByText("15 torrents").waitFor();
    await filters.getByText("Resolution", { exact: true }).click();
    await filters.getByText("1080p", { exact: true }).waitFor({ state: "hidden" });
    await page.reload();
    await page.getByText("15 torrents").waitFor();
    await filters.getByText("1080p", { exact: true }).waitFor({ state: "hidden" });
    expect(await filters.getByRole("checkbox", { name: /1.00 GiB/ }).isChecked()).toBe(true);
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)("look, order and columns are remembered by the browser", async () => {
  const { page, seen } = await site.open("/?q=sintel");
  await page.getByText("3 torrents").waitFor();
  await page.getByRole("button", { name: "Choose columns" }).click();
  await page.getByRole("checkbox", { name: "Files" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("columnheader", { name: "Files" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "By title" }).click();
  await page.waitForURL("**/?q=sintel&view=titles");
  await page.getByText("Movies · 3 releases").waitFor();
  const results = page.getByRole("list", { name: "Results" });
  expect(await results.getByRole("link").count()).toBe(3);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await results.getByRole("link").nth(1).textContent();
  await expect.poll(() => page.locator(":focus").textContent(), SOON).toBe(second);
  await results.getByRole("checkbox").first().check();
  await page.getByRole("region", { name: "Selection" }).waitFor();
  await results.getByRole("checkbox").first().uncheck();
  await page.getByRole("region", { name: "Selection" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Cards" }).click();
  await page.waitForURL("**/?q=sintel&view=cards");
  await expect.poll(() => results.getByRole("article").count(), SOON).toBe(3);
  await page.goto("/?q=spring");
  await expect.poll(() => results.getByRole("article").count(), SOON).toBe(3);
  await page.getByRole("button", { name: "Table" }).click();
  await page.getByRole("columnheader", { name: "Size" }).waitFor();
  const order = page.getByRole("combobox", { name: "Sort" });
  expect(await order.inputValue()).toBe("relevance");
  await order.selectOption("size");
  await page.waitForURL("**/?q=spring&sort=size&order=desc&view=table");
  await page.goto("/?q=sintel");
  await expect.poll(() => order.inputValue(), SOON).toBe("size");
  await page.goto("/");
  await expect.poll(() => order.inputValue(), SOON).toBe("indexed");
  expect(await page.getByRole("columnheader", { name: "Files" }).count()).toBe(0);
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER || !HAS_UNZIP)("picked torrents are saved as one archive", async () => {
  const { page, seen } = await site.open("/?q=sintel");
  await page.getByText("3 torrents").waitFor();
  await page.getByLabel("Select all loaded results").click();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download .torrents" }).click();
  const file = await (await saved).path();
  const { stdout } = await promisify(execFile)("unzip", ["-p", file]);
  expect(stdout).toContain("Sintel (2009) 2160p WEB-DL x264-Blender");
  expect(path.basename((await saved).suggestedFilename(), ".zip")).toMatch(/^torrents-\d{4}-/);
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("the end of a long list is as near as its beginning", async () => {
  const call = createCaller(site.server.url, SITE_KEY);
  const records = Array.from({ length: LOGS }, (_, index) => ({
    infoHash: (0xdd0000 + index).toString(16).padStart(40, "0"),
    title: `Log of the harbour ${String(index).padStart(4, "0")}`,
    size: SMALLEST + index,
  }));
  expect((await call("/api/v1/torrents/ingest", { json: records })).status).toBe(200);
  await waitFor("the index to be complete", async () => {
    const { json } = await call("/api/v1/search?q=harbour&limit=1");
    return (json as { total: number }).total === LOGS;
  });
  const { page, seen } = await site.open("/?q=harbour&sort=size&order=asc");
  await page.getByText("3,000 torrents").waitFor();
  await page.getByText("harbour 0000").waitFor();
  await page.evaluate("scrollTo(0, document.body.scrollHeight)");
  await page.getByText("harbour 2999").waitFor();
  await page.getByText(/^2,9\d\d$/).waitFor();
  const drawn = await page.locator("[data-index]").count();
  expect(drawn).toBeLessThan(80);

  // A range over what was never loaded.
  await page.getByRole("checkbox", { name: "Select Log of the harbour 2999" }).click();
  await page.evaluate("scrollTo(0, document.body.scrollHeight / 2)");
  await page.getByText("harbour 1500").waitFor();
  await page
    .getByRole("checkbox", { name: "Select Log of the harbour 1500" })
    .click({ modifiers: ["Shift"] });
  await page.getByText("1,500 selected").waitFor();
  expect((await listTitles(page)).length).toBeGreaterThan(5);
  expect(seen()).toEqual(QUIET);
});
