import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { blocklistModule } from "@minato/blocklist";
import type { Principal } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import {
  OPENTRACKER_PATH,
  startOpentracker,
  type RunningTracker,
} from "@minato/tests/support/start-opentracker";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { createRouterClient } from "@orpc/server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { scrapeSettings } from "./config.ts";
import { scrapeModule } from "./module.ts";
import { scrapeRouter } from "./router.ts";

const INFO_HASH = "0102030405060708091011121314151617181920";
const BYTES = Buffer.from(INFO_HASH, "hex");
const reader: Principal = {
  kind: "user",
  name: "reader@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["search"]),
};

let scene: TestContext;
let web: Server;
let webAnswer: { status: number; body: Buffer };
let allowPrivateAddresses: boolean;
let now = new Date("2026-11-21T08:00:00Z");

beforeAll(async () => {
  scene = await createTestContext({
    modules: [blocklistModule, torrentsModule, scrapeModule],
    config: (settings) =>
      settings.schema.parse(
        (settings as unknown) === scrapeSettings ? { allowPrivateAddresses } : {},
      ),
    now: () => now,
  });
  web = createServer((_, response) => response.writeHead(webAnswer.status).end(webAnswer.body));
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  web.close();
  await scene.close();
});

beforeEach(() => {
  allowPrivateAddresses = true;
  // What was said in the test before is forgotten.
  now = new Date(now.getTime() + 3_600_000);
  webAnswer = { status: 200, body: scrapeOf(4, 1) };
});

afterEach(async () => {
  await scene.ctx.db.$client.query("truncate torrents, torrent_stats, torrent_sources");
});

test.skipIf(OPENTRACKER_PATH === undefined)(
  "a real tracker is asked over UDP and HTTP, and its numbers are kept",
  async () => {
    const tracker = await startOpentracker([BYTES]);
    try {
      await fillSwarm(tracker);
      const place = `127.0.0.1:${tracker.port}`;
      await ingest([`udp://${place}/announce`, `http://${place}/announce`]);
      const { trackers, ...most } = await scrape();
      expect(most).toEqual({
        seeders: 2,
        leechers: 1,
        snatches: 0,
        checkedAt: now.toISOString(),
      });
      expect(trackers.toSorted((a, b) => (a.tracker < b.tracker ? -1 : 1))).toEqual([
        { tracker: `http://${place}`, seeders: 2, leechers: 1 },
        { tracker: `udp://${place}`, seeders: 2, leechers: 1 },
      ]);
      expect(await loadNumbers()).toEqual({ seeders: 2, leechers: 1, snatches: 0 });
    } finally {
      await tracker.close();
    }
  },
);

test("what one tracker does wrong is told beside the numbers of the others", async () => {
  await ingest([webTracker(), "wss://tracker.example.org/announce", "udp://127.0.0.1/announce"]);
  const { trackers, ...most } = await scrape();
  expect(most).toMatchObject({ seeders: 4, leechers: 1, snatches: null });
  expect(trackers.map(({ tracker, problem }) => [tracker, problem]).toSorted()).toEqual([
    [new URL(webTracker()).origin, undefined],
    ["udp://127.0.0.1", "unsupported"],
    ["wss://tracker.example.org", "unsupported"],
  ]);
});

test("without an answer nothing is kept", async () => {
  webAnswer = { status: 500, body: Buffer.from("no") };
  await ingest([webTracker()]);
  expect(await scrape()).toMatchObject({
    seeders: null,
    leechers: null,
    trackers: [{ problem: "refused", reason: "answered with status 500" }],
  });
  expect(await loadNumbers()).toBeUndefined();
});

test("the same answer is given for a minute", async () => {
  await ingest([webTracker()]);
  const first = await scrape();
  webAnswer = { status: 200, body: scrapeOf(9, 9) };
  now = new Date(now.getTime() + 59_000);
  expect(await scrape()).toEqual(first);
  now = new Date(now.getTime() + 2000);
  expect(await scrape()).toMatchObject({ seeders: 9, leechers: 9 });
});

test("trackers in private networks are left alone unless the settings allow them", async () => {
  allowPrivateAddresses = false;
  const udp = "udp://localhost:6969/announce";
  await ingest([webTracker(), udp]);
  const { trackers } = await scrape();
  for (const { problem } of trackers) expect(problem).toBe("privateAddress");
});

test("a torrent without trackers, and one that is not there", async () => {
  await ingest([]);
  await expect(scrape()).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(scrape("f".repeat(40))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(scrape("zz")).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

async function fillSwarm(tracker: RunningTracker): Promise<void> {
  await tracker.announce(BYTES, { port: 7001, isSeeder: true });
  await tracker.announce(BYTES, { port: 7002, isSeeder: true });
  await tracker.announce(BYTES, { port: 7003, isSeeder: false });
}

async function ingest(trackers: string[]): Promise<void> {
  const record = { infoHash: INFO_HASH, title: "Big Buck Bunny", size: 5, trackers };
  const { errors } = await ingestTorrents(scene.ctx, [record], { sourceName: "test" });
  expect(errors).toEqual([]);
}

function scrape(infoHash = INFO_HASH) {
  const request = {
    ctx: scene.ctx,
    principal: reader,
    address: "192.0.2.7",
    headers: new Headers(),
  };
  return createRouterClient(scrapeRouter, { context: request }).torrents.scrape({ infoHash });
}

async function loadNumbers(): Promise<Record<string, unknown> | undefined> {
  const { rows } = await scene.ctx.db.$client.query<Record<string, unknown>>(
    "select seeders, leechers, snatches from torrent_stats",
  );
  return rows[0];
}

function webTracker(): string {
  return `http://127.0.0.1:${(web.address() as AddressInfo).port}/announce`;
}

/** A tracker's answer as BEP 48 has it, without the count of snatches. */
function scrapeOf(seeders: number, leechers: number): Buffer {
  const counts = `d8:completei${seeders}e10:incompletei${leechers}ee`;
  return Buffer.concat([Buffer.from("d5:filesd20:"), BYTES, Buffer.from(`${counts}ee`)]);
}
