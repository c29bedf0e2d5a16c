import { expect, test } from "vitest";

import { fillSite } from "./support/browser-records.ts";
import { listTitles, NO_BROWSER, QUIET, shareSite, SOON } from "./support/browser.ts";

const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

const site = shareSite(fillSite);

test.skipIf(NO_BROWSER)(
  "a torrent is found and opened with the keyboard alone, and back restores",
  async () => {
    const { page, seen } = await site.open("/");
    await page.getByText("16 torrents").waitFor();
    // The box has the focus from the start; empty, it gives it away.
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("sintel", { delay: 30 });
    await page.getByText("3 torrents").waitFor();
    await page.waitForURL("**/?q=sintel");
    await expect.poll(() => page.locator("mark").first().textContent(), SOON).toBe("Sintel");

    await page.keyboard.press("Enter");
    const [first = "", second = ""] = await listTitles(page);
    await expectFocus(first);
    await page.keyboard.press("j");
    await expectFocus(second);
    await page.keyboard.press("k");
    await expectFocus(first);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: second }).waitFor();
    await page.goBack();
    await page.getByText("3 torrents").waitFor();
    expect(await page.getByLabel("Search torrents").inputValue()).toBe("sintel");
    expect(seen()).toEqual(QUIET);

    async function expectFocus(title: string) {
      await expect.poll(() => page.locator(":focus").textContent(), SOON).toBe(title);
    }
  },
);

test.skipIf(NO_BROWSER)(
  "filters and order stand in the address, and a reload gives the same view",
  async () => {
    const { page, seen } = await site.open("/");
    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.getByText("1080p", { exact: true }).click();
    await page.getByText("5 torrents").waitFor();
    await page.getByRole("button", { name: "Seeders / leechers" }).click();
    await page.waitForURL("**/?resolution=1080p&sort=seeders&order=desc");
    await page
      .getByRole("columnheader", { name: "Seeders / leechers", includeHidden: false })
      .waitFor();
    const wanted = ["Spring", "Cosmos Laundromat", "Tears of Steel", "Sintel", "Big Buck Bunny"];
    await page.getByRole("row", { name: /Spring/ }).waitFor();
    await expectOrder(wanted);
    await page.reload();
    await page.getByText("5 torrents").waitFor();
    await expectOrder(wanted);
    expect(await filters.getByRole("checkbox", { name: /1080p/ }).isChecked()).toBe(true);

    await page.getByLabel("Sort by").selectOption("Title");
    await expectOrder(wanted.toSorted());
    await page.getByRole("button", { name: "Reverse the order" }).click();
    await expectOrder(wanted.toSorted().toReversed());
    await page.getByRole("button", { name: "Remove filter 1080p" }).click();
    await page.getByText("16 torrents").waitFor();
    await page.goBack();
    await page.getByText("5 torrents").waitFor();
    expect(seen()).toEqual(QUIET);

    async function expectOrder(films: readonly string[]) {
      await expect
        .poll(async () => (await listTitles(page)).map((title) => title.replace(/ \(.*/, "")), SOON)
        .toEqual(films);
    }
  },
);

test.skipIf(NO_BROWSER)("what nothing fits says how to find more", async () => {
  const { page, seen } = await site.open("/?q=zzzzqqqq&resolution=2160p");
  await page.getByRole("heading", { name: "No torrent fits" }).waitFor();
  await page.getByRole("button", { name: "Clear the search" }).last().click();
  await page.getByText("5 torrents").waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a phone filters in a sheet and never scrolls sideways", async () => {
  const { page, seen } = await site.open("/", PHONE);
  await page.getByText("16 torrents").waitFor();
  await expectNoSidewaysScroll();
  await page.getByRole("button", { name: "Filters" }).click();
  const sheet = page.getByRole("dialog", { name: "Filters" });
  await sheet.getByText("2160p", { exact: true }).click();
  await sheet.getByRole("button", { name: "Show 5 torrents" }).click();
  await sheet.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Filters, 1 set" }).waitFor();
  await page.waitForURL("**/?resolution=2160p");
  await page.getByRole("button", { name: "Follow this search as a feed" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "RSS" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByLabel("Results").locator("article").first().getByRole("link").click();
  await page.getByRole("heading", { name: "Swarm" }).waitFor();
  await expectNoSidewaysScroll();
  for (const place of ["Add", "Keys", "Search"]) {
    await page.getByRole("link", { name: place, exact: true }).click();
    await page.waitForURL(place === "Search" ? "**/" : `**/${place.toLowerCase()}`);
    await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    await expectNoSidewaysScroll();
  }
  expect(seen()).toEqual(QUIET);

  async function expectNoSidewaysScroll() {
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  }
});
