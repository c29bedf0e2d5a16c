import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { BOOK_HASH, fillIndex } from "./support/browser-records.ts";
import {
  ADMINISTRATOR,
  listTitles,
  NO_BROWSER,
  openPage,
  SITE_KEY,
  SOON,
} from "./support/browser.ts";
import { buildWeb } from "./support/build-web.ts";
import { createCaller } from "./support/call-api.ts";
import { launchBrowser } from "./support/launch-browser.ts";
import { startReverseProxy, type ReverseProxy } from "./support/reverse-proxy.ts";
import { startServer, type ServerProcess } from "./support/start-server.ts";

const FOLDER = "/minato";
/** The web app is built for this test. */
const BUILD_LIMIT_MS = 300_000;

let proxy: ReverseProxy;
let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  if (NO_BROWSER) return;
  proxy = await startReverseProxy(FOLDER);
  const build = await buildWeb(FOLDER);
  server = await startServer({
    env: {
      ...build,
      ROLES: "api,web,worker",
      PUBLIC_URL: proxy.origin + FOLDER,
      TRUSTED_PROXIES: "127.0.0.1",
      ADMIN_EMAIL: ADMINISTRATOR.email,
      ADMIN_PASSWORD: ADMINISTRATOR.password,
      API_KEY: SITE_KEY,
    },
  });
  proxy.target = new URL(server.url).origin;
  await fillIndex(proxy.origin + FOLDER, SITE_KEY);
  browser = await launchBrowser();
}, BUILD_LIMIT_MS);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await proxy?.close();
});

test.skipIf(NO_BROWSER)("the dashboard works below a path, behind a proxy", async () => {
  const { page, seen } = await openPage(browser, proxy.origin);
  await page.goto(`${FOLDER}/?q=sintel`);
  await signIn(page);

  await expect.poll(() => listTitles(page), SOON).toHaveLength(3);
  expect(page.url()).toBe(`${proxy.origin}${FOLDER}?q=sintel`);
  await page.getByRole("combobox", { name: "Search torrents" }).fill("leaves of grass");
  await page.getByRole("link", { name: /Leaves of Grass/ }).click();
  await page.getByText("drum-taps.epub").waitFor();
  expect(new URL(page.url()).pathname).toBe(`${FOLDER}/torrents/${BOOK_HASH}`);
  await page.reload();
  await page.getByText("drum-taps.epub").waitFor();

  await page.getByRole("link", { name: "Home" }).first().click();
  await page.getByText("Live", { exact: true }).waitFor();
  await createCaller(proxy.origin + FOLDER, SITE_KEY)("/api/v1/torrents/ingest", {
    json: [{ infoHash: "f".repeat(40), title: "Cosmos Laundromat 2015 1080p", size: 1 }],
  });
  await page.getByRole("list", { name: "Newest" }).getByText("Cosmos Laundromat 2015").waitFor();

  const scope = await page.evaluate<string>(
    "navigator.serviceWorker.ready.then(({ scope }) => scope)",
  );
  expect(scope).toBe(proxy.origin + FOLDER);
  expect(seen()).toMatchObject({ faults: [], foreign: [] });
  expect(proxy.strayed).toEqual([]);
});

test.skipIf(NO_BROWSER)("addresses copied below a path lead back to it", async () => {
  const { page } = await openPage(browser, proxy.origin);
  const call = createCaller(proxy.origin, SITE_KEY);
  await page.goto(`${FOLDER}/sign-in`);
  await signIn(page);
  await page.getByRole("combobox", { name: "Search torrents" }).waitFor();
  await page.goto(`${FOLDER}/keys`);
  const address = await page.getByLabel("URL", { exact: true }).first().inputValue();
  expect(address).toBe(`${proxy.origin}${FOLDER}/torznab`);
  const feed = await call(`${new URL(address).pathname}/api?t=search&q=sintel&apikey=${SITE_KEY}`);
  expect(feed.status).toBe(200);
  const links = [...feed.text.matchAll(/url="([^"]+)"/g)].map(([, link]) => String(link));
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => link.startsWith("http") && !link.startsWith(address))).toEqual([]);

  const session = page.request;
  const item = await session.get(`${FOLDER}/api/v1/torrents/${BOOK_HASH}`);
  expect(await item.json()).toMatchObject({ infoHash: BOOK_HASH });
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => name.includes("session"))).toMatchObject([
    { path: FOLDER, httpOnly: true },
  ]);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`${FOLDER}/sign-in`);
});

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("E-mail", { exact: true }).fill(ADMINISTRATOR.email);
  await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
