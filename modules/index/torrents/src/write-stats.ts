import { binaryArray } from "@minato/database";
import type { PoolClient } from "pg";

/**
 * Recomputes swarm numbers from the newest report of each source, and the coarse bucket that lists
 * by seeders walk where it changed: 0 unknown, 1 none, then one more for each doubling.
 */
const WRITE_STATS = `
with newest as (
  select torrent_id, max(seeders) as seeders, max(leechers) as leechers,
    max(snatches) as snatches, max(checked_at) as checked_at
  from torrent_sources where torrent_id = any($1::int[]) group by torrent_id
), written as (
  insert into torrent_stats as s (torrent_id, seeders, leechers, snatches, checked_at)
  select * from newest where checked_at is not null
  on conflict (torrent_id) do update set seeders = excluded.seeders,
    leechers = excluded.leechers, snatches = excluded.snatches, checked_at = excluded.checked_at
  where (s.seeders, s.leechers, s.snatches, s.checked_at)
    is distinct from (excluded.seeders, excluded.leechers, excluded.snatches, excluded.checked_at)
  returning s.torrent_id, s.seeders
)
update torrent_attributes a set seed_bucket = ${seedBucketSql("written.seeders")}
from written
where a.torrent_id = written.torrent_id and a.seed_bucket <> ${seedBucketSql("written.seeders")}`;

/** Brings the swarm numbers of torrents in line with what their sources report. */
export async function writeStats(client: PoolClient, torrentIds: readonly number[]): Promise<void> {
  if (torrentIds.length === 0) return;
  await client.query({
    name: "torrents-write-stats",
    text: WRITE_STATS,
    values: [binaryArray.int4(torrentIds)],
  });
}

/** SQL for the bucket of a number of seeders. */
export function seedBucketSql(seeders: string): string {
  return `case when ${seeders} is null then 0 else 1 + floor(log(2, ${seeders} + 1))::int end`;
}
