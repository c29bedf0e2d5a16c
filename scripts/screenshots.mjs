// `npm run screenshots [-- name …]`: pictures of every screen in both themes and two widths.
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { createCaller } from "../tests/support/call-api.ts";
import { launchBrowser, signIn } from "../tests/support/launch-browser.ts";
import { startServer } from "../tests/support/start-server.ts";
import { waitFor } from "../tests/support/wait-for.ts";
import { playOperator } from "./screenshots/example-operator.mjs";
import { listExampleRecords, SHOWN_HASH } from "./screenshots/example-records.mjs";

const FOLDER = path.resolve(import.meta.dirname, "../apps/docs/images");
const ADMINISTRATOR = { email: "ada@example.org", password: "nine lanterns over the quay" };
const API_KEY = "screenshots-administrator-key-0123456789";
const THEMES = ["dark", "light"];
const QUIET_MS = 500;
const WIDTHS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
};

/** Every screen: its address, what must be there, and what to do before the picture. */
const SCREENS = {
  home: { path: "/home", ready: (page) => page.getByRole("list", { name: "Newest" }) },
  search: {
    path: "/?sort=published",
    ready: (page) => page.getByText(/^\d+ torrents/),
    act: (page) => page.keyboard.press("Escape"),
  },
  found: {
    path: "/?q=sintel+1080p&type=movie",
    ready: (page) => page.locator("mark").first(),
  },
  filters: {
    path: "/",
    ready: (page) => page.getByText(/^\d+ torrents/),
    act: async (page) => {
      const button = page.getByRole("button", { name: "Filters" });
      if (await button.isVisible()) await button.click();
    },
  },
  torrent: { path: `/torrents/${SHOWN_HASH}`, ready: (page) => page.getByText("English.srt") },
  add: { path: "/add", ready: (page) => page.getByText("Choose files", { exact: true }) },
  keys: { path: "/keys", ready: (page) => page.getByRole("heading", { name: "API keys" }) },
  selection: {
    path: "/?q=2160p&sort=title",
    ready: (page) => page.getByText(/^\d+ torrents/),
    act: async (page) => {
      const boxes = page.getByLabel("Results").getByRole("checkbox", { name: /^Select [^a]/ });
      await boxes.nth(1).click();
      await boxes.nth(3).click({ modifiers: ["Shift"] });
      await page.getByRole("region", { name: "Selection" }).waitFor();
    },
  },
  ...Object.fromEntries(
    ["New key", "Give nightly push a new secret", "Revoke nightly push"].map((name, index) => [
      ["key-new", "key-renew", "key-revoke"][index],
      {
        path: "/keys",
        ready: (page) => page.getByRole("button", { name }).first(),
        act: async (page) => {
          await page.getByRole("button", { name }).first().click();
          await page.getByRole("dialog").waitFor();
        },
      },
    ]),
  ),
  profile: {
    path: "/keys",
    ready: (page) => page.getByRole("button", { name: "New profile" }),
    act: async (page) => {
      await page.getByRole("button", { name: "New profile" }).click();
      await page.getByRole("dialog").getByLabel("2160p").check();
      await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    },
  },
  ...Object.fromEntries(
    [
      "",
      "jobs",
      "sources",
      "rules",
      "runs",
      "blocklist",
      "upkeep",
      "logs",
      "system",
      "backups",
      "people",
      "settings",
      "audit",
    ].map((section) => [
      section === "" ? "operations" : section,
      {
        path: section === "" ? "/operations" : `/operations/${section}`,
        ready: (page) => page.getByRole("heading", { level: 1 }),
        act: (page) => page.locator("[aria-busy=true]").first().waitFor({ state: "detached" }),
      },
    ]),
  ),
  ...Object.fromEntries(
    ["choices", "torrents", "programs", "ready"].map((step) => [
      `setup-${step}`,
      {
        path: "/setup",
        setupStep: step,
        ready: (page) => page.getByRole("list", { name: "Steps of the set-up" }),
        act: (page) => page.locator("[aria-busy=true]").first().waitFor({ state: "detached" }),
      },
    ]),
  ),
  account: {
    path: "/account",
    ready: (page) => page.getByRole("heading", { level: 1 }),
    act: (page) => page.locator("[aria-busy=true]").first().waitFor({ state: "detached" }),
  },
  notifications: {
    path: "/notifications",
    ready: (page) => page.getByRole("heading", { level: 1 }),
    act: (page) => page.locator("[aria-busy=true]").first().waitFor({ state: "detached" }),
  },
  "notification-choices": {
    path: "/account#notifications",
    ready: (page) => page.getByRole("table"),
    act: (page) => page.locator("#notifications").scrollIntoViewIfNeeded(),
  },
  palette: {
    path: "/keys",
    ready: (page) => page.getByRole("heading", { name: "API keys" }),
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
    },
  },
  guide: {
    path: "/docs/searching",
    ready: (page) => page.getByRole("heading", { level: 1 }),
  },
  "sign-in": {
    path: "/sign-in",
    asStranger: true,
    ready: (page) => page.getByRole("button", { name: "Sign in" }),
  },
  "sign-in-refused": {
    path: "/sign-in",
    asStranger: true,
    ready: (page) => page.getByRole("link", { name: "User’s guide" }),
    act: async (page) => {
      await page.getByLabel("E-mail").fill("nobody@example.org");
      await page.getByLabel("Password", { exact: true }).fill("seven gulls on the mast");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByText("E-mail and password do not match.").waitFor();
    },
  },
  "setup-account": {
    path: "/setup?token=none",
    asStranger: true,
    prepare: playNewServer,
    ready: (page) => page.getByRole("button", { name: "Create administrator" }),
    act: async (page) => {
      await page.getByLabel("Name").fill("Ada");
      await page.getByLabel("E-mail").fill("ada");
      await page.getByLabel("Password", { exact: true }).fill("gulls");
      await page.getByRole("button", { name: "Create administrator" }).click();
      await page.getByText("Use at least 8 characters.").waitFor();
    },
  },
};

const wanted = process.argv.slice(2);
const screens = Object.entries(SCREENS).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
);
const unknown = wanted.filter((name) => !(name in SCREENS));
if (unknown.length > 0) {
  console.error(
    `No such screen: ${unknown.join(", ")}. There are ${Object.keys(SCREENS).join(", ")}`,
  );
  process.exit(1);
}

await mkdir(FOLDER, { recursive: true });
const server = await startServer({
  env: {
    ROLES: "api,web,worker",
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
    API_KEY,
  },
});
let stopPrograms;
try {
  await fillIndex();
  stopPrograms = await playOperator(createCaller(server.url, API_KEY));
  await takePictures();
} finally {
  await server.stop();
  await stopPrograms?.();
}

async function fillIndex() {
  const call = createCaller(server.url, API_KEY);
  const hashes = new Set();
  for (const { name, records } of listExampleRecords()) {
    for (const { infoHash } of records) hashes.add(infoHash);
    const { status, json, text } = await call("/api/v1/torrents/ingest", {
      json: records,
      headers: { "x-minato-scraper": name },
    });
    if (status !== 200 || json.rejected > 0)
      throw new Error(`the examples were refused: ${status} ${text}`);
  }
  const isReady = async () => {
    const { json } = await call("/api/v1/search?facets=type&limit=1");
    const known = json.facets.type.reduce((sum, { count }) => sum + count, 0);
    return json.total === hashes.size && known === hashes.size;
  };
  await waitFor("the examples to be classified", isReady, 60_000);
}

async function takePictures() {
  const storageState = await signIn(server.url, ADMINISTRATOR);
  const browser = await launchBrowser();
  try {
    for (const colorScheme of THEMES) {
      for (const [width, size] of Object.entries(WIDTHS)) {
        for (const [name, screen] of screens) {
          const context = await browser.newContext({
            ...size,
            ...(screen.asStranger ? {} : { storageState }),
            baseURL: server.url,
            colorScheme,
            locale: "en-GB",
            reducedMotion: "reduce",
          });
          if (screen.setupStep !== undefined) await goToSetupStep(screen.setupStep);
          const file = path.join(FOLDER, `${nameOf(width, name)}-${colorScheme}.png`);
          await takePicture(await context.newPage(), screen, file);
          await context.close();
          if (screen.setupStep !== undefined) await goToSetupStep("none");
          console.log(path.relative(process.cwd(), file));
        }
      }
    }
  } finally {
    await browser.close();
  }
}

/** The assistant of the set-up shows what the server says is next. */
async function goToSetupStep(step) {
  const call = createCaller(server.url, API_KEY);
  const { status, text } = await call("/api/v1/admin/welcome", { method: "PUT", json: { step } });
  if (status !== 200) throw new Error(`no step ${step} of the set-up: ${status} ${text}`);
}

/** The search stands for the whole interface: its picture on a phone is called just `phone`. */
function nameOf(width, name) {
  if (width === "desktop") return name;
  return name === "search" ? width : `${width}-${name}`;
}

async function takePicture(page, { path: address, prepare, ready, act }, file) {
  const untilQuiet = watchRequests(page);
  await prepare?.(page);
  await page.goto(address);
  await ready(page).waitFor();
  await act?.(page);
  await page.evaluate("document.fonts.ready");
  await untilQuiet();
  await page.screenshot({ path: file, caret: "hide" });
}

/** The page learns that there is no administrator, as on the first day. */
async function playNewServer(page) {
  await page.route("**/rpc/identity/setup/status", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const body = text.replace('"needsSetup":false', '"needsSetup":true');
    await route.fulfill({ response, body });
  });
}

/** Resolves once nothing has been asked for half a second; the stream of events is always open. */
function watchRequests(page) {
  const open = new Set();
  let changedAt = Date.now();
  const note = (change) => (request) => {
    if (request.url().endsWith("/events")) return;
    change(request);
    changedAt = Date.now();
  };
  page.on(
    "request",
    note((request) => open.add(request)),
  );
  page.on(
    "requestfinished",
    note((request) => open.delete(request)),
  );
  page.on(
    "requestfailed",
    note((request) => open.delete(request)),
  );
  return () =>
    waitFor("a quiet page", () => open.size === 0 && Date.now() - changedAt > QUIET_MS, 30_000);
}
