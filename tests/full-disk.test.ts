import { readFileSync } from "node:fs";

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
import { canMount, createSmallDisk } from "./support/small-disk.ts";
import { startServer, untilHealthy } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "full-disk-administrator-key-0123456789";
const DISK_MEBIBYTES = 400;
const LEFT_BYTES = 24 * 2 ** 20;
const RECOVERY_LIMIT_MS = 60_000;

test.skipIf(!canMount())(
  "a full disk costs a 503, loses nothing and heals when there is space again",
  async () => {
    const data = await createDataDirectory();
    const disk = createSmallDisk(data.path, DISK_MEBIBYTES);
    onTestFinished(async () => {
      disk.clear();
      await waitFor("PostgreSQL to end", () => data.findPostmaster() === undefined);
      disk.unmount();
      await data.remove();
    });
    const server = await startServer({ data, env: { API_KEY, LOG_LEVEL: "fatal" } });
    onTestFinished(async () => void (await server.stop()));
    const load = new IngestLoad(API_KEY);
    const random = createSeeded(4);
    for (const end of [fillTables, fillWriteAheadLog]) {
      const enough = new AbortController();
      const sending = load.run(() => server.url, random, enough.signal);
      const before = load.outcomes.get(503) ?? 0;
      await end();
      await waitFor("refusals", () => (load.outcomes.get(503) ?? 0) > before + 20, 60_000);
      process.stdout.write(`${disk.free()} bytes left, ${count(load)}\n`);
      disk.clear();
      const served = load.outcomes.get(200) ?? 0;
      await waitFor(
        "requests to be served again",
        () => (load.outcomes.get(200) ?? 0) > served + 5,
        RECOVERY_LIMIT_MS,
      );
      enough.abort();
      await sending;
    }
    await untilHealthy(server);
    const db = await joinDatabase(data.path);
    onTestFinished(() => db.$client.end());
    await expectStored(db, load.acknowledged);
    const torrents = await untilClassified(db, RECOVERY_LIMIT_MS);
    await expectToldOnce(db);
    process.stdout.write(`${count(load)}, ${torrents} torrents\n`);
    expect(readFileSync(`${data.path}/postgres.log`, "utf8")).toContain("No space left on device");
    expect(load.withoutRetryAfter).toBe(0);
    expect([...load.outcomes.keys()].toSorted()).toEqual([200, 503]);

    /** Tables can no longer grow: statements fail. */
    async function fillTables(): Promise<void> {
      disk.fill(LEFT_BYTES);
    }

    /** The write-ahead log can no longer grow: PostgreSQL crashes, too full to log its PANIC. */
    async function fillWriteAheadLog(): Promise<void> {
      disk.fill(0);
      const outside = await joinDatabase(data.path);
      const isCrashed = async () => {
        try {
          await outside.$client.query(
            "select pg_logical_emit_message(true, '', ''), pg_switch_wal()",
          );
          return false;
        } catch (error) {
          return error instanceof Error && /recovery mode|not yet accepting/.test(error.message);
        }
      };
      await waitFor("PostgreSQL to crash", isCrashed).finally(() => outside.$client.end());
    }
  },
  240_000,
);

function count({ acknowledged, outcomes }: IngestLoad): string {
  return `${acknowledged.length} acknowledged, ${JSON.stringify(Object.fromEntries(outcomes))}`;
}
