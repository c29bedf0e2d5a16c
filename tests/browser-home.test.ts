import { afterAll, beforeAll, expect, test } from "vitest";

import { NO_BROWSER, QUIET, SITE_KEY, SOON, startSite, type Site } from "./support/browser.ts";
import { createCaller, type CallApi } from "./support/call-api.ts";
import { waitFor } from "./support/wait-for.ts";

let site: Site;
let call: CallApi;

beforeAll(async () => {
  if (NO_BROWSER) return;
  site = await startSite({ LOG_LEVEL: "info" });
  call = createCaller(site.server.url, SITE_KEY);
});

afterAll(() => site?.close());

test.skipIf(NO_BROWSER)(
  "Home tells the next steps, and then counts what is sent without being loaded anew",
  async () => {
    const { page, seen } = await site.open("/home");
    const count = page
      .locator("dt", { hasText: "Torrents" })
      .locator("xpath=following-sibling::dd[1]");
    await page.getByRole("link", { name: "Connect a source" }).waitFor();
    await page.getByText("Live", { exact: true }).waitFor();
    await expect.poll(() => count.textContent(), SOON).toBe("0");
    let loads = 0;
    page.on("framenavigated", () => (loads += 1));
    await send(0, 30);
    await expect.poll(() => count.textContent(), SOON).toBe("30");
    await send(30, 45);
    await expect.poll(() => count.textContent(), SOON).toBe("45");
    await page.getByRole("list", { name: "Newest" }).getByText("Tide tables 44").waitFor();
    await page.getByRole("list", { name: "Most seeded" }).getByText("Tide tables 44").waitFor();
    await page.getByText("45 new torrents").waitFor();
    expect(loads).toBe(0);

    const chart = page.getByRole("slider", { name: /new torrents per minute/ });
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    expect(await chart.getAttribute("aria-valuetext")).toContain("45 new");
    await page.keyboard.press("ArrowLeft");
    expect(await chart.getAttribute("aria-valuetext")).toContain("0 new");
    await page.getByRole("link", { name: "Week" }).click();
    await expect.poll(() => chart.getAttribute("max"), SOON).toBe("83");
    await page.getByText("As a table").click();
    await page.getByRole("row", { name: /45/ }).first().waitFor();
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)("the stream of a hidden tab ends, and begins when it is seen", async () => {
  const { page, seen } = await site.open("/home");
  await page.getByText("Live", { exact: true }).waitFor();
  const ended = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/events"));
  await setHidden(true);
  await ended;
  const begun = page.waitForRequest((request) => request.url().endsWith("/events"));
  await setHidden(false);
  await begun;
  await page.getByText("Live", { exact: true }).waitFor();
  expect(seen()).toEqual(QUIET);

  function setHidden(isHidden: boolean): Promise<void> {
    return page.evaluate(`
      Object.defineProperty(document, "hidden", { configurable: true, get: () => ${isHidden} });
      document.dispatchEvent(new Event("visibilitychange"));
    `);
  }
});

test.skipIf(NO_BROWSER)("what is refused is named on Home with the way to it", async () => {
  await call("/api/v1/torrents/ingest", {
    json: [{ infoHash: "nothing", title: "Broken record", size: 1 }],
    headers: { "x-minato-scraper": "leaky boat" },
  });
  const { page, seen } = await site.open("/home");
  await page.getByText("leaky boat sends records that are refused").waitFor();
  await page.getByRole("link", { name: "See sources" }).click();
  await page.getByRole("row", { name: /leaky boat/ }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.getByRole("heading", { name: "Harbour watch" }).waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("the log is followed, held still, and searched", async () => {
  const { page, seen } = await site.open("/operations/logs");
  const lines = page.getByRole("list", { name: "Lines of the log" });
  await call("/api/v1/search/rebuild", { method: "POST", json: {} });
  await lines
    .getByText(/search index/)
    .first()
    .waitFor();
  await page.getByLabel("Filter").fill("no line says this");
  await page.getByText("No such lines").waitFor();
  await page.getByLabel("Filter").fill("");
  await lines.getByRole("listitem").first().waitFor();
  await page.getByLabel("Level").selectOption("fatal");
  await page.getByText("No such lines").waitFor();
  expect(new URL(page.url()).search).toBe("?level=fatal");
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("search indexes are built anew while one looks", async () => {
  const { page, seen } = await site.open("/operations/system");
  await page.getByText("PostgreSQL", { exact: true }).waitFor();
  await page.getByRole("table", { name: "Tables" }).waitFor();
  await page.getByRole("button", { name: "Build anew" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Build anew" }).click();
  await page.getByText("The indexes are built anew").waitFor();
  await page.getByText("built from 45 torrents").waitFor();
  await waitFor("the index to be built anew", isRebuilt);
  expect(seen()).toEqual(QUIET);
});

async function send(from: number, to: number): Promise<void> {
  const records = Array.from({ length: to - from }, (_, index) => ({
    infoHash: (from + index).toString(16).padStart(40, "a"),
    title: `Tide tables ${from + index}`,
    size: 1_000_000 + index,
    seeders: from + index,
  }));
  const { status } = await call("/api/v1/torrents/ingest", { json: records });
  expect(status).toBe(200);
}

/** The log test asked for the first generation, the button for the second. */
async function isRebuilt(): Promise<boolean> {
  const { json } = await call("/api/v1/search/rebuild");
  const { generation, indexes } = json as { generation: number; indexes: { progress: number }[] };
  return generation >= 2 && indexes.length > 0 && indexes.every(({ progress }) => progress === 1);
}
