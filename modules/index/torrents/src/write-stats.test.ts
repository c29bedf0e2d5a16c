import { blocklistModule } from "@minato/blocklist";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { ingestTorrents } from "./ingest-torrents.ts";
import { torrentsModule } from "./module.ts";
import { updateSeedBucketsJob } from "./update-seed-buckets.ts";
import { seedBucket, seedBucketSql } from "./write-stats.ts";

let scene: TestContext;
const RECORD = { infoHash: "a".repeat(40), title: "Sintel 2010", size: 1000, seeders: 4 };

beforeAll(async () => {
  scene = await createTestContext({ modules: [blocklistModule, torrentsModule] });
});

afterAll(() => scene.close());

/** One torrent that is known and classified. */
beforeEach(async () => {
  await scene.ctx.db.$client.query(
    "truncate torrents, torrent_stats, torrent_sources, torrent_attributes",
  );
  await ingest(RECORD, "harbour");
  await scene.ctx.db.$client.query(
    `insert into torrent_attributes (indexed_at, torrent_id, version, content_type, categories,
       seed_bucket)
     select indexed_at, id, 1, 1, array[2000], 3 from torrents`,
  );
  scene.sent.length = 0;
});

function ingest(record: Record<string, unknown>, sourceName: string) {
  return ingestTorrents(scene.ctx, [record], { sourceName });
}

async function read(): Promise<unknown> {
  const { rows } = await scene.ctx.db.$client.query(
    `select s.seeders, a.seed_bucket as bucket from torrent_stats s
     join torrent_attributes a on a.torrent_id = s.torrent_id`,
  );
  return rows[0];
}

async function fingerprint(table: "torrents" | "torrent_attributes"): Promise<unknown> {
  return (await scene.ctx.db.$client.query(`select ctid, xmin, xmax from ${table}`)).rows;
}

test("a bucket is the same in SQL and here, for every number there may be", async () => {
  const numbers = Array.from({ length: 31 }, (_, power) => [2 ** power - 1, 2 ** power]).flat();
  const all = [null, ...numbers, 2_147_483_647];
  const { rows } = await scene.ctx.db.$client.query<{ bucket: number }>(
    `select ${seedBucketSql("n")} as bucket from unnest($1::int[]) with ordinality u(n, at) order by at`,
    [all],
  );
  expect(rows.map(({ bucket }) => bucket)).toEqual(all.map(seedBucket));
  expect([null, 0, 1, 2, 3, 7, 2_147_483_647].map(seedBucket)).toEqual([0, 1, 2, 2, 3, 4, 32]);
});

test("numbers that stay in their bucket write neither the torrent nor its attributes", async () => {
  const before = [await fingerprint("torrents"), await fingerprint("torrent_attributes")];
  await ingest({ infoHash: RECORD.infoHash, seeders: 6 }, "harbour");
  await scene.runJobs();
  expect(await read()).toEqual({ seeders: 6, bucket: 3 });
  expect([await fingerprint("torrents"), await fingerprint("torrent_attributes")]).toEqual(before);
});

test("numbers that leave their bucket are read at once, and the bucket follows by a job", async () => {
  await ingest({ infoHash: RECORD.infoHash, seeders: 900 }, "harbour");
  expect(await read()).toEqual({ seeders: 900, bucket: 3 });
  expect(scene.sent.map(({ job }) => job.name)).toEqual([updateSeedBucketsJob.name]);
  await scene.runJobs();
  expect(await read()).toEqual({ seeders: 900, bucket: 10 });
});

test("a source that says less than another leaves numbers and bucket alone", async () => {
  await ingest({ infoHash: RECORD.infoHash, seeders: 900 }, "lighthouse");
  await ingest({ infoHash: RECORD.infoHash, seeders: 1 }, "harbour");
  await scene.runJobs();
  expect(await read()).toEqual({ seeders: 900, bucket: 10 });
  await ingest({ infoHash: RECORD.infoHash, seeders: 0 }, "lighthouse");
  await scene.runJobs();
  expect(await read()).toEqual({ seeders: 1, bucket: 2 });
});
