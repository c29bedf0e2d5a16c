import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { NO_BROWSER, shareSite, SITE_KEY, SOON } from "./support/browser.ts";
import { createCaller } from "./support/call-api.ts";
import { followShifts } from "./support/follow-shifts.ts";
import { settle } from "./support/settle.ts";
import { waitFor } from "./support/wait-for.ts";

const FILMS = ["Big Buck Bunny", "Sintel", "Tears of Steel", "Cosmos Laundromat", "Spring"];
const RESOLUTIONS = ["720p", "1080p", "2160p"];
const QUALITIES = ["WEB-DL", "BluRay", "HDTV", "WEBRip"];
const CODECS = ["x264", "x265", "AV1"];
const LANGUAGES = ["German", "French", "Spanish", "Italian", "Polish", "Dutch", "Danish"];
const GROUPS = ["PIER", "LANTERN", "QUAY", "DRIFT", "MOORING", "TIDE", "BEACON", "KEEL", "BUOY"];
const COUNT = 180;
/** Nobody sees less; text that changes its width at a right edge is counted as moved. */
const MOST_SHIFT = 0.005;
const WIDE = { viewport: { width: 1280, height: 800 } };

const site = shareSite(async ({ server }) => {
  const call = createCaller(server.url, SITE_KEY);
  await call("/api/v1/torrents/ingest", { json: Array.from({ length: COUNT }, makeRecord) });
  await waitFor("the index to be complete", async () => {
    const { json } = await call("/api/v1/search?facets=all&limit=1");
    const { total, facets } = json as {
      total: number;
      facets: Record<string, { count: number }[] | undefined>;
    };
    const known = (facets["resolution"] ?? []).reduce((sum, { count }) => sum + count, 0);
    return total === COUNT && known === COUNT;
  });
});

test.skipIf(NO_BROWSER)("neither results nor filters move while somebody types", async () => {
  const { page, shifts } = await openSearch();
  const before = await findGroups(page);
  expect(before.length).toBeGreaterThan(7);
  const box = page.getByRole("combobox", { name: "Search torrents" });
  // Fast enough to overtake answers, and slowly enough for the counts to follow.
  await box.pressSequentially("sintel german", { delay: 40 });
  await waitForCount(page, "1080p");
  await box.pressSequentially(" -hdtv -720p", { delay: 150 });
  await waitForCount(page, "1080p");
  await box.press("ControlOrMeta+a");
  await box.pressSequentially("spring beacon", { delay: 90 });
  await waitForCount(page, "BEACON");

  const { score, moved } = await shifts.take({ withAnswers: true });
  process.stdout.write(`typing, answers to keys counted ${score.toFixed(4)} of layout shift\n`);
  expect(score > MOST_SHIFT ? moved : []).toEqual([]);
  expect(await findGroups(page)).toEqual(before);
});

test.skipIf(NO_BROWSER)("filters stay where they are when one is set", async () => {
  const { page } = await openSearch();
  const before = await findGroups(page);
  await page.getByRole("complementary").getByText("2160p", { exact: true }).click();
  await page.getByText(`${COUNT / RESOLUTIONS.length} torrents`, { exact: true }).waitFor();
  await waitForCount(page, "2160p");
  expect(await findGroups(page)).toEqual(before);
});

test.skipIf(NO_BROWSER)("results far down stay when the address changes around them", async () => {
  const { page } = await openSearch();
  await page.evaluate(`{
    window.scrollTo(0, 120 * 40);
    self.emptied = 0;
    self.countEmpty = () => [...document.querySelectorAll("[data-index]")]
      .filter((row) => row.querySelector("a") === null).length;
  }`);
  await page.locator('[data-index="125"] a').waitFor();
  await expect.poll(() => page.evaluate("self.countEmpty()"), SOON).toBe(0);
  await page.evaluate(`new MutationObserver(() => {
    self.emptied = Math.max(self.emptied, self.countEmpty());
  }).observe(document, { childList: true, subtree: true })`);
  // Says what holds anyway.
  await page.evaluate(`history.replaceState(null, "", "/?view=table")`);
  await page.evaluate(
    "new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200)))",
  );
  expect(await page.evaluate("self.emptied")).toBe(0);
});

test.skipIf(NO_BROWSER)("results come while somebody scrolls without a pause", async () => {
  const { page } = await openSearch();
  // Around a place that was not seen before, so that other rows come into sight all the time.
  await page.evaluate(`{
    let step = 0;
    setInterval(() => window.scrollTo(0, 110 * 40 + 60 * (step++ % 10)), 16);
  }`);
  const result = page.locator('[data-index="125"] a');
  await expect.poll(() => result.count(), SOON).toBe(1);
});

async function openSearch() {
  const { page } = await site.open("/icon.svg", WIDE);
  const shifts = await followShifts(page);
  await page.goto("/");
  await page.getByText(`${COUNT} torrents`).waitFor();
  const filters = page.getByRole("complementary");
  await filters.getByText("1080p", { exact: true }).waitFor();
  await filters.getByText("Language").click();
  await filters.getByText("Group").click();
  await waitForCount(page, "BEACON");
  await settle(page);
  await shifts.take();
  return { page, shifts };
}

/** Waits until the filters show as many results of a value as there are. */
async function waitForCount(page: Page, value: string): Promise<void> {
  const wanted = await page.evaluate<number>(`(async () => {
    const params = new URLSearchParams(location.search);
    params.set("q", document.querySelector("input[type=search]").value);
    const answer = await fetch("/api/v1/search?facets=all&limit=1&" + params);
    const { facets } = await answer.json();
    const found = Object.values(facets).flat().find(({ value }) => value === "${value}");
    return found?.count ?? 0;
  })()`);
  const line = page.getByRole("complementary").locator("label").filter({ hasText: value });
  await expect.poll(() => line.textContent(), SOON).toBe(`${value}${wanted}`);
}

/** The headings of the groups, and how far each stands below the first. */
function findGroups(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const all = [...document.querySelectorAll("aside summary")];
    const top = (one) => one.getBoundingClientRect().top;
    return all.map((one) => one.firstChild.textContent + " " + Math.round(top(one) - top(all[0])));
  })()`);
}

function makeRecord(_: unknown, number: number) {
  const pick = (values: readonly string[]) => values[number % values.length] ?? "";
  const words = [
    pick(FILMS),
    2008 + (number % 5),
    pick(LANGUAGES),
    pick(RESOLUTIONS),
    pick(QUALITIES),
  ];
  return {
    infoHash: (0xdef000 + number).toString(16).padStart(40, "0"),
    title: `${words.join(" ")} ${pick(CODECS)}-${pick(GROUPS)}`,
    size: (number + 1) * 100 * 1024 ** 2,
    seeders: number,
    leechers: number % 5,
    category: "movies",
    source: number % 2 === 0 ? "pier one" : "pier two",
    publishedAt: new Date(Date.UTC(2024, 0, 1) + number * 3_600_000).toISOString(),
  };
}
