import path from "node:path";

import { expect, test } from "vitest";

import { BOOK_HASH, BROWSER_RECORDS, fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, QUIET, shareSite, SITE_KEY, SOON } from "./support/browser.ts";
import { findFreePort, ROOT } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const FIXTURES = path.join(ROOT, "node_modules/webtorrent-fixtures/fixtures");
const LEAVES_HASH = "d2474e86c95b19b8bcfdb92bc12c9d44667cfa36";
const SINTEL_MAGNET = "magnet:?xt=urn:btih:08ada5a7a6183aae1e09d831df6748d566095a10&dn=Sintel";

const site = shareSite(fillSite);

test.skipIf(NO_BROWSER)(
  "a torrent's page shows its files as a tree and gives its magnet",
  async () => {
    const { page, seen } = await site.open(`/torrents/${BOOK_HASH}`);
    const files = page.getByRole("list", { name: "Files" });
    await files.getByText("song of myself.epub").waitFor();
    await files.getByRole("button", { name: /^letters/ }).click();
    await files.getByText("to emerson.txt").waitFor({ state: "detached" });
    await page.getByLabel("Filter files").fill("emerson");
    await page.getByText("2 of 6").waitFor();
    await files.getByText("to emerson.txt").waitFor();

    await page.getByRole("button", { name: "Copy magnet" }).click();
    await page.getByText("Magnet copied").waitFor();
    const magnet = await page.evaluate("navigator.clipboard.readText()");
    expect(magnet).toContain(`magnet:?xt=urn:btih:${BOOK_HASH}&dn=Walt`);
    expect(magnet).toContain("tr=udp%3A%2F%2Ftracker.example.org");
    expect(await page.getByRole("link", { name: "Download .torrent" }).count()).toBe(0);
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)("a correction stays, and a deleted torrent is gone", async () => {
  const { infoHash } = BROWSER_RECORDS[0] ?? {};
  const { page, seen } = await site.open(`/torrents/${infoHash}`);
  await page.getByRole("button", { name: "Fix" }).click();
  const dialog = page.getByRole("dialog", { name: "Fix this torrent" });
  await dialog.getByLabel("Title").fill("A hare and three rodents");
  await dialog.getByLabel("Type").selectOption("Courses");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "A hare and three rodents" }).waitFor();
  const history = page.getByRole("list", { name: "History" });
  await history.getByText("A hare and three rodents").waitFor();
  expect(await history.getByRole("listitem").first().textContent()).toContain("Renamed");
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "A hare and three rodents" }).waitFor();

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete torrent" }).click();
  await page.getByText("Deleted “A hare and three rodents”").waitFor();
  await page.waitForURL(`${site.server.url}/`);
  expect(seen()).toEqual(QUIET);
  await page.goto(`/torrents/${infoHash}`);
  await page.getByRole("heading", { name: "This torrent is not in the index" }).waitFor();
});

test.skipIf(NO_BROWSER)(
  "files and magnets are added, and a bad one is named with its reason",
  async () => {
    const { page, seen } = await site.open("/add");
    const files = ["leaves.torrent", "corrupt.torrent", "alice.txt"];
    await page
      .locator("input[type=file]")
      .setInputFiles(files.map((name) => path.join(FIXTURES, name)));
    const result = page.getByRole("region", { name: "Result" });
    await result.getByText("corrupt.torrent").waitFor();
    await result.getByText("alice.txt").waitFor();
    expect(await result.getByRole("definition").allTextContents()).toEqual([
      "1",
      "0",
      "0",
      "0",
      "2",
    ]);
    await page.getByRole("button", { name: "Clear the result" }).click();

    await page.getByLabel("Magnet links").fill(`${SINTEL_MAGNET}\nmagnet:?dn=nothing`);
    await page.getByRole("button", { name: "Add 2 magnets" }).click();
    await result.getByText("Line 2").waitFor();
    expect(await result.getByRole("definition").allTextContents()).toEqual([
      "1",
      "0",
      "0",
      "0",
      "1",
    ]);

    await page.goto(`/torrents/${LEAVES_HASH}`);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download .torrent" }).click();
    expect((await download).suggestedFilename()).toMatch(/\.torrent$/);
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "a key is shown once, works, and stops working when it is revoked",
  async () => {
    const { page, seen } = await site.open("/keys");
    await page.getByRole("button", { name: "New key" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Make key" }).click();
    await dialog.getByText("Enter a name").waitFor();
    await dialog.getByLabel("Name").fill("Lighthouse");
    await dialog.getByRole("button", { name: "Make key" }).click();
    const key = await dialog.getByRole("textbox", { name: "Lighthouse" }).inputValue();
    const search = () =>
      fetch(`${site.server.url}/api/v1/search`, { headers: { "x-api-key": key } });
    expect((await search()).status).toBe(200);
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByText("Lighthouse", { exact: true }).waitFor();
    expect(await page.content()).not.toContain(key);

    await page.getByRole("button", { name: "Revoke Lighthouse" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.getByText("Revoked “Lighthouse”").waitFor();
    // Each process remembers a key for less than a second.
    await waitFor("the key to be refused", async () => (await search()).status === 401);
    await page.getByRole("button", { name: /^Show \d+ revoked key/ }).click();
    await page.getByText("Lighthouse", { exact: true }).waitFor();
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)("a feed profile shows what it would have, and is an indexer", async () => {
  const { page, seen } = await site.open("/keys");
  await page.getByRole("button", { name: "New profile" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Films in 4K");
  await dialog.getByText("/torznab/films-in-4k/api").waitFor();
  await dialog.getByLabel("2160p").check();
  await dialog.getByLabel("Seeders, at least").fill("30");
  const preview = dialog.getByRole("region", { name: "What it would have" });
  await expect
    .poll(() => preview.getByRole("listitem").allTextContents(), SOON)
    .toEqual([expect.stringContaining("Spring"), expect.stringContaining("Cosmos Laundromat")]);
  await dialog.getByRole("button", { name: "Save" }).click();
  const address = page.getByRole("textbox", { name: "Address of Films in 4K" });
  const answer = await fetch(`${await address.inputValue()}/api?t=search&apikey=${SITE_KEY}`);
  expect((await answer.text()).match(/<item>/g)).toHaveLength(2);
  await page.getByRole("button", { name: "Remove Films in 4K" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("No profiles yet").waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)(
  "a program that does not answer is not connected, and says why",
  async () => {
    const { page, seen } = await site.open("/keys");
    await page.getByRole("button", { name: "Connect a program" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Program").selectOption("Radarr");
    await dialog.getByLabel("Address of Radarr").fill(`http://127.0.0.1:${await findFreePort()}`);
    await dialog.getByLabel("API key of Radarr").fill("0123456789abcdef");
    await dialog.getByRole("button", { name: "Add to Radarr" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("No program was connected from here").waitFor();
    expect(seen()).toEqual({ ...QUIET, refused: ["400 POST /rpc/connect/add"] });
  },
);
