import { afterAll, beforeAll, expect, test } from "vitest";

import { NO_BROWSER, QUIET, SITE_KEY, startSite, type Site } from "./support/browser.ts";
import {
  OPENTRACKER_PATH,
  startOpentracker,
  type RunningTracker,
} from "./support/start-opentracker.ts";

const INFO_HASH = "dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c";
const BYTES = Buffer.from(INFO_HASH, "hex");
const IS_SKIPPED = NO_BROWSER || OPENTRACKER_PATH === undefined;

let site: Site;
let tracker: RunningTracker;

beforeAll(async () => {
  if (IS_SKIPPED) return;
  [site, tracker] = await Promise.all([startSite(), startOpentracker([BYTES])]);
});

afterAll(() => Promise.all([site?.close(), tracker?.close()]));

test.skipIf(IS_SKIPPED)("swarm numbers are counted while one looks", async () => {
  await tracker.announce(BYTES, { port: 7001, isSeeder: true });
  await tracker.announce(BYTES, { port: 7002, isSeeder: false });
  await call("PATCH", "/admin/config", {
    changes: [{ module: "scrape", name: "allowPrivateAddresses", value: true }],
  });
  const place = `127.0.0.1:${tracker.port}`;
  await call("POST", "/torrents/ingest", {
    infoHash: INFO_HASH,
    title: "Big Buck Bunny 2008 1080p",
    size: 276_445_467,
    trackers: [`udp://${place}/announce`, "wss://tracker.example.org"],
  });

  const { page, seen } = await site.open(`/torrents/${INFO_HASH}`);
  await page.getByText("No tracker or source has reported numbers yet.").waitFor();
  await page.getByRole("button", { name: "Count now" }).click();
  const answers = page.getByRole("status", { name: "What the trackers said" });
  await answers.getByText("1 seeder / 1 leecher").waitFor();
  expect((await answers.getByRole("listitem").allTextContents()).toSorted()).toEqual([
    `udp://${place}1 seeder / 1 leecher`,
    "wss://tracker.example.orgcannot be asked",
  ]);
  await page.getByText(/^counted/).waitFor();
  const sources = page.getByRole("region", { name: "Sources" });
  await sources.getByText("trackers").waitFor();
  expect(seen()).toEqual(QUIET);
});

async function call(method: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${site.server.url}/api/v1${path}`, {
    method,
    headers: { "x-api-key": SITE_KEY, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
