import { binaryArray } from "@minato/database/binary-array";
import type { PoolClient } from "pg";

import type { NormalizedRecord } from "./normalized-record.ts";

/** The first number of seeders in each bucket from the third on; seeders are 31-bit integers. */
const LOWER_BOUNDS = Array.from({ length: 31 }, (_, index) => 2 ** (index + 1) - 1);

/** Recomputes swarm numbers from the newest report of each source. */
const REFRESH_STATS = `
with newest as (
  select torrent_id, max(seeders) as seeders, max(leechers) as leechers,
    max(snatches) as snatches, max(checked_at) as checked_at
  from torrent_sources where torrent_id = any($1::int[]) group by torrent_id
)
insert into torrent_stats as s (torrent_id, seeders, leechers, snatches, checked_at)
select * from newest where checked_at is not null
on conflict (torrent_id) do update set seeders = excluded.seeders,
  leechers = excluded.leechers, snatches = excluded.snatches, checked_at = excluded.checked_at
where (s.seeders, s.leechers, s.snatches, s.checked_at)
  is distinct from (excluded.seeders, excluded.leechers, excluded.snatches, excluded.checked_at)`;

const UPDATE_SEED_BUCKETS = `
update torrent_attributes a set seed_bucket = ${seedBucketSql("s.seeders")}
from torrent_stats s
where a.torrent_id = any($1::int[]) and s.torrent_id = a.torrent_id
  and a.seed_bucket <> ${seedBucketSql("s.seeders")}`;

/**
 * Brings the swarm numbers of torrents in line with what their sources report, and their places in
 * lists by seeders with the numbers.
 */
export async function writeStats(client: PoolClient, torrentIds: readonly number[]): Promise<void> {
  await refreshStats(client, torrentIds);
  await updateSeedBuckets(client, torrentIds);
}

/** The numbers alone; the caller sees to it that `updateSeedBuckets` follows. */
export async function refreshStats(
  client: PoolClient,
  torrentIds: readonly number[],
): Promise<void> {
  if (torrentIds.length === 0) return;
  await client.query({
    name: "torrents-refresh-stats",
    text: REFRESH_STATS,
    values: [binaryArray.int4(torrentIds)],
  });
}

/** The numbers of torrents that no other source knows yet. */
export async function insertStats(
  client: PoolClient,
  records: readonly { torrentId: number; record: NormalizedRecord }[],
  now: Date,
): Promise<void> {
  if (records.length === 0) return;
  await client.query({
    name: "torrents-insert-stats",
    text: `insert into torrent_stats (torrent_id, seeders, leechers, snatches, checked_at)
      select u.*, $5::timestamptz from unnest($1::int[], $2::int[], $3::int[], $4::int[]) u`,
    values: [
      binaryArray.int4(records.map(({ torrentId }) => torrentId)),
      binaryArray.int4(records.map(({ record }) => record.seeders)),
      binaryArray.int4(records.map(({ record }) => record.leechers)),
      binaryArray.int4(records.map(({ record }) => record.snatches)),
      now,
    ],
  });
}

/** Corrects the buckets that the swarm numbers have left. */
export async function updateSeedBuckets(
  client: PoolClient,
  torrentIds: readonly number[],
): Promise<void> {
  if (torrentIds.length === 0) return;
  await client.query({
    name: "torrents-update-seed-buckets",
    text: UPDATE_SEED_BUCKETS,
    values: [binaryArray.int4(torrentIds)],
  });
}

/**
 * The coarse number by which lists by seeders walk an index: 0 for unknown, 1 for none, then one more
 * at 1, 3, 7, 15 … seeders.
 */
export function seedBucket(seeders: number | null): number {
  return seeders === null ? 0 : 32 - Math.clz32(seeders + 1);
}

/** SQL for the same. */
export function seedBucketSql(seeders: string): string {
  const bucket = `1 + width_bucket(${seeders}, '{${LOWER_BOUNDS.join(",")}}'::int[])`;
  return `case when ${seeders} is null then 0 else ${bucket} end`;
}
