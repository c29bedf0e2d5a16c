import { connect, startPostgres, type Database } from "@minato/database";
import { unpackFiles } from "@minato/torrents/file-list";
import { expect } from "vitest";

import { makeRecord } from "./make-records.ts";
import { waitFor } from "./wait-for.ts";

/** Opens the embedded database of a running server beside it. */
export async function joinDatabase(dataDirectory: string): Promise<Database> {
  const { url } = await startPostgres({ directory: `${dataDirectory}/postgres`, share: true });
  return connect(url, { max: 2, applicationName: "minato-test" });
}

interface StoredTorrent {
  number: number;
  title: string;
  size: number;
  files: Buffer | null;
  source: string | null;
  seeders: number | null;
  counted: number | null;
}

/** Expects every acknowledged record to be stored with all that belongs to it. */
export async function expectStored(db: Database, numbers: readonly number[]): Promise<void> {
  const { rows } = await db.$client.query<StoredTorrent>(
    `select ('x' || right(encode(t.info_hash, 'hex'), 8))::bit(32)::int as number, t.title, t.size,
       f.files, n.name as source, s.seeders, c.seeders as counted
     from torrents t left join torrent_files f on f.torrent_id = t.id
     left join torrent_sources s on s.torrent_id = t.id left join sources n on n.id = s.source_id
     left join torrent_stats c on c.torrent_id = t.id`,
  );
  const stored = new Map(rows.map((row) => [row.number, row]));
  expect(numbers.filter((number) => !stored.has(number))).toEqual([]);
  for (const number of numbers) {
    const { title, size, source, seeders, files } = makeRecord(number);
    const row = stored.get(number);
    const found = { ...row, files: row?.files == null ? undefined : unpackFiles(row.files) };
    // One comparison a record: `expect` itself would take longer than the test may.
    const isSame =
      JSON.stringify([found.title, found.size, found.source, found.seeders, found.counted]) ===
        JSON.stringify([title, size, source, seeders, seeders]) &&
      JSON.stringify(found.files) === JSON.stringify(files);
    if (!isSame) expect(found).toEqual(makeRecord(number));
  }
}

/** Expects the change log to tell of each torrent's insertion and classification exactly once. */
export async function expectToldOnce(db: Database): Promise<void> {
  const { rows } = await db.$client.query<{ id: number; kind: number; times: number }>(
    `select t.id, k.kind, count(c.id)::int as times
     from torrents t cross join (values (1), (2)) k(kind)
     left join (select kind, unnest(torrent_ids) as id from torrent_changes) c
       on c.id = t.id and c.kind = k.kind
     group by 1, 2 having count(c.id) <> 1`,
  );
  expect(rows).toEqual([]);
}

/** Waits until every torrent is classified and no job is left, and expects that none was given up. */
export async function untilClassified(db: Database, limitMs: number): Promise<number> {
  const count = async (text: string) => {
    const { rows } = await db.$client.query<{ count: number }>(text);
    return rows[0]?.count;
  };
  const left = `select count(*)::int as count from pgboss.job
    where name like 'classify.%' and state in ('created', 'retry', 'active')`;
  await waitFor("the jobs to end", async () => (await count(left)) === 0, limitMs);
  const missing = `select count(*)::int as count from torrents t
    where not exists (select from torrent_attributes a where a.torrent_id = t.id)`;
  const failed = "select count(*)::int as count from pgboss.job where state = 'failed'";
  expect({ missing: await count(missing), failed: await count(failed) }).toEqual({
    missing: 0,
    failed: 0,
  });
  return (await count("select count(*)::int as count from torrents")) ?? 0;
}
