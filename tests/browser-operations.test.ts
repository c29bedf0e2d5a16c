import { expect, test } from "vitest";

import { BROWSER_RECORDS, fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, QUIET, shareSite, SITE_KEY, SOON } from "./support/browser.ts";
import { createCaller } from "./support/call-api.ts";
import { waitFor } from "./support/wait-for.ts";

interface SettingsAnswer {
  modules: { fields: { name: string; value: unknown }[] }[];
}

const site = shareSite(fillSite);

test.skipIf(NO_BROWSER)(
  "the overview counts, and sources and jobs tell what happened",
  async () => {
    const { page, seen } = await site.open("/operations");
    const figure = page.getByRole("definition").first();
    await expect.poll(() => figure.textContent(), SOON).toBe(String(BROWSER_RECORDS.length));
    await page.getByRole("table", { name: "Workers" }).getByText("web").waitFor();
    await page.getByRole("link", { name: "System", exact: true }).click();
    await page
      .getByRole("table", { name: "Tables" })
      .getByText("torrents", { exact: true })
      .waitFor();
    await page.getByRole("link", { name: "Sources" }).click();
    await page.getByRole("row", { name: /environment/ }).waitFor();
    await page.getByRole("link", { name: "Jobs", exact: true }).click();
    await page.getByText("Nothing has failed lately").waitFor();
    await page.getByRole("link", { name: "Finished" }).click();
    await page.getByRole("listitem").getByText("classify.torrents").first().waitFor();
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)("a torrent is blocked, found in the blocklist and let back", async () => {
  const infoHash = "c0ffee".padEnd(40, "0");
  const { page, seen } = await site.open("/operations/blocklist");
  await page.getByLabel("Block torrents").fill(`magnet:?xt=urn:btih:${infoHash}&dn=Torn+reel`);
  await page.getByLabel("Reason").fill("Broken files");
  await page.getByRole("button", { name: "Block 1 entry" }).click();
  await page.getByText("Broken files").waitFor();
  const check = page.getByLabel("Is it blocked?");
  await check.fill("udp://tracker.example.org:6969");
  await page.getByText("Nothing blocks this.").waitFor();
  await check.fill(infoHash);
  await page.getByText("Broken files").nth(1).waitFor();
  await check.fill("reel torn");
  await page.getByText("Torn reel").nth(1).waitFor();
  await page.getByRole("button", { name: "Let Torn reel back" }).first().click();
  await page.getByText("No torrent is blocked by hand").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Let Torn reel back" }).first().waitFor();

  await page.getByRole("link", { name: "Words" }).click();
  await page.getByLabel("Words").fill("rusty anchor");
  await page.getByRole("button", { name: "Add rule" }).click();
  await page.getByText("rusty anchor", { exact: true }).waitFor();
  await check.fill("The Rusty Anchor 1080p");
  await page.getByText("A torrent of this name would meet the rule").waitFor();
  await page.getByRole("button", { name: "Remove rusty anchor" }).click();
  await page.getByRole("button", { name: "Remove rusty anchor" }).waitFor({ state: "detached" });
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a setting is changed, refused out of range, and put back", async () => {
  const { page, seen } = await site.open("/operations/settings");
  const kept = page.getByLabel("Kept backups");
  const save = page.getByRole("button", { name: "Save changes" });
  const filter = page.getByRole("searchbox", { name: "Find a setting" });
  await filter.fill("no such words");
  await page.getByText("No setting has these words").waitFor();
  await filter.fill("kept backups");
  await page.getByRole("heading", { name: "Backups and exchange" }).waitFor();
  await page.getByRole("heading", { name: "Mail" }).waitFor({ state: "detached" });
  await kept.fill("many");
  await page.getByText("It must lie between 1 and 1,000.").waitFor();
  await kept.fill("5000");
  await page.getByText("It must lie between 1 and 1,000.").waitFor();
  await expect.poll(() => save.isDisabled(), SOON).toBe(true);
  await kept.fill("3");
  await save.click();
  await page.getByText("Settings saved").waitFor();
  await page.reload();
  await expect.poll(() => kept.inputValue(), SOON).toBe("3");
  await page.getByRole("button", { name: "Back to the default" }).click();
  await expect.poll(() => kept.inputValue(), SOON).toBe("7");
  await page.getByRole("link", { name: "Audit log" }).click();
  await page.getByText("exchange.keptBackups").first().waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)(
  "the audit log says in words what was done, and its filter stays in the address",
  async () => {
    const { page, seen } = await site.open("/operations/audit?action=config.update");
    const row = page.getByRole("listitem").filter({ hasText: "exchange.keptBackups" }).last();
    await row.getByText("Changed a setting").waitFor();
    await row.getByText(/default.*3/).waitFor();
    await row.getByRole("button", { name: "Changed a setting" }).click();
    await row.getByText("config.update").waitFor();
    await page.getByLabel("What", { exact: true }).fill("no such object");
    await page.waitForURL(/object=no\+such\+object/);
    await page.getByText("No entry fits").waitFor();
    await page.getByLabel("What", { exact: true }).fill("exchange");
    await row.getByRole("link", { name: "exchange.keptBackups" }).click();
    await page.waitForURL(/operations\/settings#exchange$/);
    await expect.poll(() => page.getByLabel("Kept backups").isVisible(), SOON).toBe(true);
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "sizes and times are entered with their units, and the server's refusal stands by its field",
  async () => {
    const { page, seen } = await site.open("/operations/settings");
    const save = page.getByRole("button", { name: "Save changes" });
    const budget = page.getByLabel("Disk budget");
    await budget.fill("20 TiB");
    await budget.blur();
    await expect.poll(() => budget.inputValue(), SOON).toBe("20");
    const young = page.getByLabel("Keep young torrents");
    await young.fill("2 weeks");
    await save.click();
    await page.getByText("Settings saved").waitFor();
    const call = createCaller(site.server.url, SITE_KEY);
    const { json } = await call("/api/v1/admin/config");
    const stored = Object.fromEntries(
      (json as SettingsAnswer).modules
        .flatMap(({ fields }) => fields)
        .map(({ name, value }) => [name, value]),
    );
    expect(stored).toMatchObject({ maxBytes: 20 * 1024 ** 4, keepYoungDays: 14 });
    await page.goto("/operations/audit?object=upkeep.");
    const log = page.getByRole("listitem");
    await log.filter({ hasText: "upkeep.maxBytes" }).getByText("20 TiB").waitFor();
    await log.filter({ hasText: "upkeep.keepYoungDays" }).getByText("2 weeks").waitFor();
    const parts = page.getByRole("navigation", { name: "Parts" });
    for (const part of ["exchange", "upkeep"]) {
      await page.goto(`/operations/settings#${part}`);
      await parts.locator(`a[href="#${part}"][aria-current]`).waitFor();
    }

    await page.getByLabel("Members may invite").check();
    await save.click();
    await page.getByText("Settings saved").waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel("Members may invite").isChecked(), SOON).toBe(true);

    await page.getByLabel("Mail server").fill("mail.example.org");
    await save.click();
    await page.getByText("Is needed with a mail server.").waitFor();
    await page.getByLabel("Sender").fill("nobody");
    await save.click();
    await page.getByText("Must be an e-mail address.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Must be an e-mail address.").waitFor({ state: "detached" });
    const refusal = "400 POST /rpc/admin/config/update";
    expect(seen()).toEqual({ ...QUIET, refused: [refusal] });
  },
);

test.skipIf(NO_BROWSER)("a backup is asked for and written while one looks", async () => {
  const { page, seen } = await site.open("/operations/backups");
  await page.getByText("No backup yet").waitFor();
  await page.getByRole("button", { name: "Write portable backup" }).click();
  await page.getByText(/^minato-.*\.sqlite$/).waitFor();
  await page.getByText(/· \d+ torrents$/).waitFor();
  const link = page.getByRole("link", { name: /^Download minato-/ });
  const address = `${site.server.url}${await link.getAttribute("href")}`;
  const answer = await page.context().request.get(address);
  expect([answer.status(), answer.headers()["content-disposition"]]).toEqual([
    200,
    expect.stringMatching(/^attachment; filename="minato-.*\.sqlite"$/),
  ]);
  expect((await answer.body()).subarray(0, 6).toString()).toBe("SQLite");
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)(
  "deleted torrents are restored from a backup, and from a file",
  async () => {
    const call = createCaller(site.server.url, SITE_KEY);
    const query = "/api/v1/search?q=cosmos%20laundromat";
    const find = async () =>
      (await call(query)).json as { total: number; items: { infoHash: string }[] };
    const before = await find();
    const remove = async () => {
      for (const { infoHash } of before.items) {
        await call(`/api/v1/torrents/${infoHash}`, { method: "DELETE" });
      }
      await waitFor("the torrents to go", async () => (await find()).total === 0);
    };
    const untilBack = (after: string) =>
      waitFor(after, async () => (await find()).total === before.total);
    const { page, seen } = await site.open("/operations/backups");
    const restores = page.getByRole("list", { name: "Restore" }).getByRole("listitem");
    await page.getByRole("button", { name: "Write portable backup" }).click();
    const restore = page.getByRole("button", { name: /^Restore minato-.*\.sqlite$/ });
    await restore.first().waitFor();
    await expect.poll(() => page.getByText("being written").count(), SOON).toBe(0);
    await remove();
    await restore.first().click();
    const dialog = page.getByRole("dialog", { name: "Restore these torrents?" });
    await dialog.getByText("What is blocked stays out.").waitFor();
    await dialog.getByRole("button", { name: "Restore" }).click();
    await dialog.waitFor({ state: "detached" });
    await restores.getByText(`${before.total} added`).waitFor();
    await untilBack("a search to find them again");

    const exported = (await call("/api/v1/export")).text;
    await remove();
    const file = page.locator("input[type=file]");
    const mimeType = "application/x-ndjson";
    const buffer = Buffer.from(`${exported}{"infoHash":"torn`);
    await file.setInputFiles({ name: "torrents.ndjson", mimeType, buffer });
    await dialog.getByText("torrents.ndjson").waitFor();
    await dialog.getByRole("button", { name: "Restore" }).click();
    const row = restores.filter({ hasText: "torrents.ndjson" });
    await row.getByText(`${before.total} added`).waitFor();
    await row.getByText("What is wrong with them").click();
    await row.getByText(/^Record/).waitFor();
    await untilBack("a search to find them once more");
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)("the disk budget is tried without dropping anything", async () => {
  const { page, seen } = await site.open("/operations/upkeep");
  await page.getByLabel("Limit to try").fill("100 GiB");
  await page.getByRole("button", { name: "Show what would go" }).click();
  await page.getByText("Nothing: the database fits.").waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a bulk deletion is followed and taken back", async () => {
  const call = createCaller(site.server.url, SITE_KEY);
  const { json } = await call("/api/v1/torrents/bulk", {
    json: { action: "delete", query: { q: "sintel" } },
  });
  const { page, seen } = await site.open("/operations/runs");
  const runs = page.getByRole("list", { name: "Bulk changes" });
  await runs.getByText("3 of 3").waitFor();
  await page.getByRole("button", { name: /^Bring Sintel.*720p.* back$/ }).click();
  await page.getByText(/^Brought back “Sintel/).waitFor();
  await runs.getByRole("button", { name: "Undo" }).click();
  await runs.getByText("Take back").waitFor();
  await waitFor("the torrents to return", async () => {
    const found = await call("/api/v1/search?q=sintel");
    return (found.json as { total: number }).total === 3;
  });
  expect(json).toMatchObject({ action: "delete" });
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)(
  "the palette finds pages, torrents, and what was looked at lately",
  async () => {
    const { page, seen } = await site.open("/keys");
    const palette = page.getByRole("dialog", { name: "Command palette" });
    await page.getByRole("heading", { name: "API keys" }).waitFor();
    await page.keyboard.press("Control+k");
    await palette.getByRole("option", { name: "Audit log" }).waitFor();
    await palette.getByRole("combobox").fill("sint");
    await palette.getByRole("option", { name: "Search for “sint”", selected: true }).waitFor();
    expect(await palette.getByRole("option", { name: "Settings" }).count()).toBe(0);
    await palette.getByRole("option", { name: /Sintel.*720p/ }).click();
    await page.getByRole("heading", { level: 1, name: /Sintel.*720p/ }).waitFor();
    await page.keyboard.press("Control+k");
    await palette.getByRole("option", { name: /Sintel.*720p/ }).waitFor();
    await palette.getByRole("combobox").fill("bulk");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Bulk changes" }).waitFor();
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "results are picked in a row, copied, deleted and brought back",
  async () => {
    const { page, seen } = await site.open("/?resolution=2160p&sort=title");
    const box = (film: RegExp) => page.getByRole("row", { name: film }).getByRole("checkbox");
    await box(/Big Buck Bunny/).click();
    const bar = page.getByRole("region", { name: "Selection" });
    await bar.getByText("1 selected").waitFor();
    await box(/Sintel/).click({ modifiers: ["Shift"] });
    await bar.getByText("3 selected").waitFor();
    await bar.getByRole("button", { name: "Copy magnets" }).click();
    await page.getByText("3 magnets copied").waitFor();
    const copied: string = await page.evaluate("navigator.clipboard.readText()");
    expect(copied.split("\n").map((line) => line.slice(0, 20))).toEqual(
      Array.from({ length: 3 }, () => "magnet:?xt=urn:btih:"),
    );
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });

    await page.getByRole("link", { name: /^Spring/ }).focus();
    await page.keyboard.press("x");
    await bar.getByRole("button", { name: "Delete" }).click();
    await page.getByText("Deleting 1 torrent").waitFor();
    await page.getByText("4 torrents", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Taken back").waitFor();
    await page.getByText("5 torrents", { exact: true }).waitFor();

    await box(/Tears of Steel/).click();
    await bar.getByRole("button", { name: "Select all 5 results" }).click();
    await bar.getByRole("button", { name: "Set type" }).click();
    await page.getByRole("menuitem", { name: "Courses" }).click();
    const dialog = page.getByRole("dialog", { name: "Set the type of 5 torrents?" });
    await dialog.getByRole("button", { name: "Set type" }).click();
    await page.getByText("Setting the type of 5 torrents").waitFor();
    await page.getByRole("complementary").getByText("Courses").waitFor();
    expect(seen()).toEqual(QUIET);
  },
);
