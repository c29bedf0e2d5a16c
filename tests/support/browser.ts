import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";

import { BROWSER_PATH, launchBrowser, signIn } from "./launch-browser.ts";
import { startServer, type ServerProcess } from "./start-server.ts";

/** There is no Chromium: browser tests are skipped, and `npm test` says that they were left out. */
export const NO_BROWSER = BROWSER_PATH === undefined;

/** The administrator of servers that are started with `startSite`. */
export const ADMINISTRATOR = {
  email: "harbour@example.org",
  password: "nine lanterns over the quay",
};
/** A key of an administrator there. */
export const SITE_KEY = "browser-test-administrator-key-0123456789";

/** Conditions in a page are waited for this long. */
const PATIENCE_MS = 30_000;
/** The same for `expect.poll`. */
export const SOON = { timeout: PATIENCE_MS };

/** What went wrong in a page so far. */
export interface Seen {
  /** Exceptions and errors in its console. */
  faults: string[];
  /** Requests to another host. */
  foreign: string[];
  /** Refused requests, such as `401 POST /rpc/x`, each once. */
  refused: string[];
}

/** Nothing went wrong. */
export const QUIET: Seen = { faults: [], foreign: [], refused: [] };

/** A page that is watched. */
export interface WatchedPage {
  page: Page;
  seen: () => Seen;
}

/** A server of all roles with a browser before it. */
export interface Site {
  server: ServerProcess;
  /** Opens an address in a browser of its own that knows nobody, or the administrator. */
  open: (path: string, options?: OpenOptions) => Promise<WatchedPage>;
  close: () => Promise<void>;
}

interface OpenOptions extends BrowserContextOptions {
  /** Nobody is signed in. */
  asStranger?: boolean;
}

/** Starts a server whose administrator exists and is signed in, and a browser. */
export async function startSite(variables: Record<string, string> = {}): Promise<Site> {
  const env = {
    ROLES: "api,web,worker,crawler,tracker,stream",
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
    API_KEY: SITE_KEY,
    ...variables,
  };
  const [server, browser] = await Promise.all([startServer({ env }), launchBrowser()]);
  const storageState = await signIn(server.url, ADMINISTRATOR);
  return {
    server,
    open: async (path, { asStranger = false, ...options } = {}) => {
      const context = asStranger ? options : { storageState, ...options };
      const watched = await openPage(browser, server.url, context);
      await watched.page.goto(path);
      return watched;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/**
 * One site for all tests of a file, started before the first and closed after the last; none where
 * there is no Chromium.
 */
export function shareSite(prepare?: (site: Site) => Promise<unknown>): Omit<Site, "close"> {
  let started: Site | undefined;
  beforeAll(async () => {
    if (NO_BROWSER) return;
    started = await startSite();
    await prepare?.(started);
  });
  afterAll(() => started?.close());
  const site = () => {
    if (started === undefined) throw new Error("the site is there while tests run");
    return started;
  };
  return {
    get server() {
      return site().server;
    },
    open: (path, options) => site().open(path, options),
  };
}

/** A page in a context of its own, closed when the test ends. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  onTestFinished(() => context.close());
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  return { page, seen: watch(page, origin) };
}

/** Rows or cards of the result list. */
export function listTitles(page: Page): Promise<string[]> {
  return page.getByLabel("Results").locator("[data-index] a").allTextContents();
}

function watch(page: Page, origin: string): WatchedPage["seen"] {
  const faults: string[] = [];
  const foreign: string[] = [];
  const refused = new Set<string>();
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // A refused request is on record by itself.
    const isRefusal = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isRefusal) faults.push(message.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin) foreign.push(url.href);
  });
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() >= 400) {
      refused.add(`${response.status()} ${response.request().method()} ${pathname}`);
    }
  });
  return () => ({ faults, foreign, refused: [...refused] });
}
