import { setTimeout as sleep } from "node:timers/promises";

import { expect, onTestFinished, test } from "vitest";

import {
  expectStored,
  expectToldOnce,
  joinDatabase,
  untilClassified,
} from "./support/check-index.ts";
import { createDataDirectory } from "./support/data-directory.ts";
import { IngestLoad } from "./support/ingest-load.ts";
import { createSeeded } from "./support/make-records.ts";
import { startServer, untilHealthy } from "./support/start-server.ts";

const API_KEY = "durability-administrator-key-0123456789";
/** More rounds and other moments: `DURABILITY_ROUNDS=100 DURABILITY_SEED=7`. */
const ROUNDS = Number(process.env["DURABILITY_ROUNDS"] ?? 6);
const SEED = Number(process.env["DURABILITY_SEED"] ?? 1);
const VICTIMS = ["program", "postgres", "both"] as const;
const CLASSIFY_LIMIT_MS = 90_000;

test(
  "what was acknowledged survives kill -9 of the program, of PostgreSQL and of both",
  async () => {
    const data = await createDataDirectory();
    onTestFinished(() => data.remove());
    const random = createSeeded(SEED);
    const start = () => startServer({ data, env: { API_KEY, LOG_LEVEL: "fatal" } });
    let server = await start();
    onTestFinished(() => server.kill());
    const load = new IngestLoad(API_KEY);
    for (let round = 0; round < ROUNDS; round++) {
      const victim = VICTIMS[round % VICTIMS.length];
      const end = new AbortController();
      const sending = load.run(() => server.url, random, end.signal);
      await sleep(200 + random() * 1200);
      const postmaster = data.findPostmaster();
      if (victim !== "program") process.kill(postmaster ?? Number.NaN, "SIGKILL");
      if (victim !== "postgres") {
        await server.kill();
        server = await start();
      } else {
        await untilHealthy(server);
      }
      // What is sent meanwhile goes on for a moment with the program that came back.
      await sleep(100);
      end.abort();
      await sending;
      const db = await joinDatabase(data.path);
      await expectStored(db, load.acknowledged).finally(() => db.$client.end());
      print(`round ${round + 1}, ${victim}: ${load.acknowledged.length} acknowledged`);
    }
    await expectConsistent();
    expect(await server.stop()).toBe(0);

    async function expectConsistent(): Promise<void> {
      const db = await joinDatabase(data.path);
      try {
        const torrents = await untilClassified(db, CLASSIFY_LIMIT_MS);
        await expectToldOnce(db);
        const { received, unchanged } = await load.resend(server.url, load.acknowledged);
        const outcomes = Object.fromEntries(load.outcomes);
        const streams = Object.fromEntries(load.streamOutcomes);
        print(JSON.stringify({ acknowledged: received, unchanged, torrents, outcomes, streams }));
        expect(received).toBeGreaterThan(ROUNDS * 50);
        expect(unchanged).toBe(received);
        await expectToldOnce(db);
        expect(load.withoutRetryAfter).toBe(0);
        const ends = [...Object.keys(outcomes), ...Object.keys(streams)];
        expect(ends.filter((end) => !EXPECTED.has(end))).toEqual([]);
      } finally {
        await db.$client.end();
      }
    }
  },
  60_000 + ROUNDS * 20_000,
);

/** How a request may end while its server is killed and comes back. */
const EXPECTED = new Set(["200", "503", "broken"]);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
