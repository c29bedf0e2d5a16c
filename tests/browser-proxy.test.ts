import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

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
import { makeCertificate } from "./support/make-certificate.ts";
import { startReverseProxy, type ReverseProxy } from "./support/reverse-proxy.ts";
import { startServer, type ServerProcess } from "./support/start-server.ts";

const FOLDER = "/minato";
/** The web app is built for this test. */
const BUILD_LIMIT_MS = 600_000;

/** A name that only the browser of the test knows, at the port that https has by itself. */
const SECURE_HOST = "index.example";
const SECURE_ORIGIN = `https://${SECURE_HOST}`;

let build: Record<string, string>;
let proxy: ReverseProxy;
let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  if (NO_BROWSER) return;
  proxy = await startReverseProxy(FOLDER);
  build = await buildWeb(FOLDER);
  server = await startBehind(proxy, proxy.origin);
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

test.skipIf(NO_BROWSER)(
  "behind a proxy that ends TLS everything stays on https",
  async () => {
    const certificate = makeCertificate(SECURE_HOST);
    const secureProxy = await startReverseProxy(FOLDER, certificate);
    onTestFinished(() => secureProxy.close());
    const secureServer = await startBehind(secureProxy, SECURE_ORIGIN);
    onTestFinished(async () => void (await secureServer.stop()));
    const inside = new URL(secureServer.url).origin + FOLDER;
    await fillIndex(inside, SITE_KEY);
    const secureBrowser = await launchBrowser([
      `--host-resolver-rules=MAP ${SECURE_HOST} ${new URL(secureProxy.origin).host}`,
      `--ignore-certificate-errors-spki-list=${certificate.fingerprint}`,
    ]);
    onTestFinished(() => secureBrowser.close());
    const { page, seen } = await openPage(secureBrowser, SECURE_ORIGIN);

    const answer = await page.goto(`${FOLDER}/keys/`);
    expect(page.url()).toMatch(`${SECURE_ORIGIN}${FOLDER}/`);
    const headers = answer?.headers() ?? {};
    expect(headers["strict-transport-security"]).toMatch(/^max-age=\d+/);
    expect(headers["content-security-policy"]).not.toMatch(/http:|unsafe-eval/);
    await signIn(page);
    const address = page.getByLabel("URL", { exact: true }).first();
    await expect.poll(() => address.inputValue(), SOON).toBe(`${SECURE_ORIGIN}${FOLDER}/torznab`);
    expect(new URL(page.url()).pathname).toBe(`${FOLDER}/keys`);
    const cookies = await page.context().cookies();
    const session = cookies.filter(({ name }) => name.includes("session"));
    expect(session.length).toBeGreaterThan(0);
    for (const cookie of session) {
      expect(cookie).toMatchObject({ secure: true, httpOnly: true, path: FOLDER, sameSite: "Lax" });
    }

    await page.getByRole("link", { name: "Home" }).first().click();
    await page.getByText("Live", { exact: true }).waitFor();
    await createCaller(inside, SITE_KEY)("/api/v1/torrents/ingest", {
      json: [{ infoHash: "e".repeat(40), title: "Lantern Watch 2024 1080p", size: 1 }],
    });
    await page
      .getByRole("list", { name: "Newest" })
      .getByText("Lantern Watch 2024 1080p")
      .waitFor();

    expect(await page.evaluate("isSecureContext")).toBe(true);
    const scope = await page.evaluate<string>(
      "navigator.serviceWorker.ready.then(({ scope }) => scope)",
    );
    expect(scope).toBe(SECURE_ORIGIN + FOLDER);
    await page.reload();
    await page.getByText("Live", { exact: true }).waitFor();

    const feed = await createCaller(inside, SITE_KEY)(`/torznab/api?t=search&apikey=${SITE_KEY}`);
    const links = [...feed.text.matchAll(/"(https?:[^"]+)"/g)].map(([, link]) => String(link));
    const own = links.filter((link) => link.includes(FOLDER) || link.includes("127.0.0.1"));
    expect(own.filter((link) => !link.startsWith(SECURE_ORIGIN + FOLDER))).toEqual([]);
    expect(seen()).toMatchObject({ faults: [], foreign: [] });
    expect(secureProxy.strayed).toEqual([]);
  },
  BUILD_LIMIT_MS,
);

/** Starts a server of the built page that people reach through a proxy. */
async function startBehind(front: ReverseProxy, origin: string): Promise<ServerProcess> {
  const started = await startServer({
    env: {
      ...build,
      ROLES: "api,web,worker",
      PUBLIC_URL: origin + FOLDER,
      TRUSTED_PROXIES: "127.0.0.1",
      ADMIN_EMAIL: ADMINISTRATOR.email,
      ADMIN_PASSWORD: ADMINISTRATOR.password,
      API_KEY: SITE_KEY,
    },
  });
  front.target = new URL(started.url).origin;
  return started;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("E-mail", { exact: true }).fill(ADMINISTRATOR.email);
  await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
