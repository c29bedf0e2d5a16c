import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, QUIET, shareSite, SITE_KEY, SOON } from "./support/browser.ts";
import { createCaller, type CallApi } from "./support/call-api.ts";
import { waitFor } from "./support/wait-for.ts";

const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
const FAKE = "fa4e".padEnd(40, "0");

let call: CallApi;

const site = shareSite(async (started) => {
  await fillSite(started);
  call = createCaller(started.server.url, SITE_KEY);
});

test.skipIf(NO_BROWSER)(
  "a rule is written with its matches in sight, saved, and applied to what is here",
  async () => {
    const { page, seen } = await site.open("/operations/rules");
    await page.getByText("No rules yet").waitFor();
    await page.getByRole("button", { name: "New rule" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Words or pattern").fill("tears steel");
    await dialog.getByLabel("Set type").selectOption("course");
    await dialog.getByLabel("Add tags").fill("Watch open");
    await dialog.getByText("Matches 3 torrents").waitFor();
    await dialog.getByText("Tears of Steel (2010) 2160p WEB-DL x264-Blender").waitFor();
    await dialog.getByRole("combobox", { name: "Title" }).selectOption("regex");
    await dialog.getByLabel("Words or pattern").fill("tears (of");
    await dialog.getByText("expected a regular expression").waitFor();
    await dialog.getByLabel("Words or pattern").fill("^tears of .*2160p");
    await dialog.getByText("Matches 1 torrent").waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page
      .getByRole("list", { name: "Rules in their order" })
      .getByText("^tears of")
      .first()
      .waitFor();

    await page.getByRole("button", { name: "See what would change" }).click();
    await page.getByText("1 torrent would change").waitFor();
    await page.getByRole("button", { name: "Change 1 torrent" }).click();
    await page.getByText("This was started as a bulk change.").waitFor();
    await waitFor("the rule to be applied and found", async () => {
      const { json } = await call("/api/v1/search?tag=watch&type=course");
      return (json as { total: number }).total === 1;
    });
    expect(await narrow(page)).toBe(true);
    // The broken expression was refused while it was typed.
    expect({ ...seen(), refused: [], faults: [] }).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)("rules are moved, switched off and removed on a phone", async () => {
  for (const name of ["Second", "Third"]) {
    await call("/api/v1/classification/rules", {
      json: { name, match: { minSize: 9e15 }, effect: { tags: [name] } },
    });
  }
  const { page, seen } = await site.open("/operations/rules", PHONE);
  const rules = page.getByRole("list", { name: "Rules in their order" }).getByRole("listitem");
  await page.getByRole("button", { name: "Apply Third earlier" }).click();
  await expect.poll(() => rules.nth(1).textContent(), SOON).toContain("Third");
  await page.getByRole("switch", { name: "Apply Third" }).click();
  await expect.poll(() => rules.nth(1).textContent(), SOON).toContain("off");
  await page.getByRole("button", { name: "Remove Second" }).click();
  await expect.poll(() => rules.count(), SOON).toBe(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => rules.count(), SOON).toBe(3);
  expect(await narrow(page)).toBe(true);
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a fake is told with its reasons, and a person decides", async () => {
  await call("/api/v1/torrents/ingest", {
    json: {
      infoHash: FAKE,
      title: "Cosmos.Laundromat.2015.1080p.BluRay.x264-PIER",
      size: 9_000_000,
      files: [{ path: "Cosmos.Laundromat.2015.mkv.exe", size: 9_000_000 }],
    },
  });
  await waitFor("the verdict to be found", async () => {
    const { json } = await call("/api/v1/search?verdict=fake");
    return (json as { total: number }).total === 1;
  });
  const { page, seen } = await site.open("/?verdict=fake");
  await page.getByText("Cosmos.Laundromat.2015.1080p.BluRay.x264-PIER").first().click();
  await page.getByText("This is very likely a fake").waitFor();
  await page.getByText("A file hides that it is a program").waitFor();
  await page.getByRole("button", { name: "It is genuine" }).click();
  await page.getByText("Somebody decided that it is good.").waitFor();
  await page.getByRole("textbox", { name: "Tag" }).fill("Odd One");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("link", { name: "odd-one" }).waitFor();
  await page.getByRole("button", { name: "Hide" }).click();
  await page.getByText("hidden from searches and feeds").waitFor();
  await waitFor("it to be hidden", async () => {
    const { json } = await call("/api/v1/search?q=laundromat+pier");
    const hidden = await call("/api/v1/search?q=hidden:yes");
    return (
      (json as { total: number }).total === 0 && (hidden.json as { total: number }).total === 1
    );
  });
  expect(seen()).toEqual(QUIET);
});

/** Nothing reaches over the right edge. */
function narrow(page: Page): Promise<boolean> {
  return page.evaluate<boolean>("document.documentElement.scrollWidth <= innerWidth");
}
