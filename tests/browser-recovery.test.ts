import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { BROWSER_RECORDS, fillIndex } from "./support/browser-records.ts";
import {
  ADMINISTRATOR,
  listTitles,
  NO_BROWSER,
  openPage,
  SITE_KEY,
  SOON,
} from "./support/browser.ts";
import { createCaller } from "./support/call-api.ts";
import { createDataDirectory, type DataDirectory } from "./support/data-directory.ts";
import { launchBrowser, signIn } from "./support/launch-browser.ts";
import { findFreePort, startServer, type ServerProcess } from "./support/start-server.ts";

/** The server is started twice. */
const RESTART_LIMIT_MS = 120_000;
/** The stream is asked for less and less often while there is nobody. */
const LATER = { timeout: 60_000 };

/** The page goes on asking at the same address. */
let port: number;
let data: DataDirectory;
let server: ServerProcess;
let browser: Browser;

async function start(): Promise<void> {
  server = await startServer({
    data,
    env: {
      PORT: String(port),
      ROLES: "api,web,worker",
      ADMIN_EMAIL: ADMINISTRATOR.email,
      ADMIN_PASSWORD: ADMINISTRATOR.password,
      API_KEY: SITE_KEY,
    },
  });
}

beforeAll(async () => {
  if (NO_BROWSER) return;
  port = await findFreePort();
  data = await createDataDirectory();
  [browser] = await Promise.all([launchBrowser(), start()]);
  await fillIndex(server.url, SITE_KEY);
}, RESTART_LIMIT_MS);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await data?.remove();
});

test.skipIf(NO_BROWSER)(
  "a page outlives its server, says what is wrong and goes on without being loaded anew",
  { timeout: RESTART_LIMIT_MS },
  async () => {
    const storageState = await signIn(server.url, ADMINISTRATOR);
    const search = await openPage(browser, server.url, { storageState });
    const home = await openPage(browser, server.url, { storageState });
    await search.page.goto("/");
    await expect.poll(() => listTitles(search.page), SOON).toHaveLength(BROWSER_RECORDS.length);
    await home.page.goto("/home");
    await home.page.getByText("Live", { exact: true }).waitFor();
    await home.page.getByRole("list", { name: "Newest" }).waitFor();
    for (const { page } of [search, home]) await page.evaluate("self.isOldPage = true");

    await server.kill();
    await home.page.getByText("Connecting…").waitFor();
    await home.page.getByRole("list", { name: "Newest" }).waitFor();
    await search.page.getByRole("combobox", { name: "Search torrents" }).fill("spring");
    const failure = search.page.getByRole("alert").getByRole("button", { name: "Try again" });
    await failure.waitFor({ timeout: LATER.timeout });

    await start();
    await failure.click();
    await expect.poll(() => listTitles(search.page), SOON).toHaveLength(3);
    await home.page.getByText("Live", { exact: true }).waitFor(LATER);
    await createCaller(server.url, SITE_KEY)("/api/v1/torrents/ingest", {
      json: [{ infoHash: "e".repeat(40), title: "Cosmos Laundromat 2015 720p", size: 1 }],
    });
    await home.page.getByRole("list", { name: "Newest" }).getByText("2015 720p").waitFor();
    for (const { page } of [search, home]) {
      expect(await page.evaluate("self.isOldPage")).toBe(true);
    }
    expect([...search.seen().faults, ...home.seen().faults]).toEqual([]);
  },
);
