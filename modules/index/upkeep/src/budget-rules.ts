import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { upkeepSettings, type UpkeepSettings } from "./config.ts";

/** Why the disk budget drops a torrent, in the order in which it does. */
export const EVICTION_REASONS = ["unseeded", "fewSeeders", "unknownSeeders"] as const;

/** Why the disk budget drops a torrent. */
export type EvictionReason = (typeof EVICTION_REASONS)[number];

const DAY_MS = 86_400_000;

/** The limits of the rules at a time, as parameters `$1` to `$3` of `DROPPABLE`. */
export function readLimits(
  settings: UpkeepSettings,
  now: Date,
): [keepSeeders: number, youngSince: Date, requestedSince: string] {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  return [
    settings.keepSeeders,
    before(settings.keepYoungDays),
    before(settings.keepRequestedDays).toISOString().slice(0, 10),
  ];
}

/**
 * SQL: torrents that no rule protects. Spared is what is well seeded, what is young, what a person
 * corrected, what was asked for lately, and private uploads whose metainfo exists nowhere else.
 */
export const DROPPABLE = `
from torrents t
left join torrent_stats s on s.torrent_id = t.id
where (s.seeders is null or s.seeders < $1)
  and t.indexed_at < $2
  and not exists (select from torrent_requests q
    where q.torrent_id = t.id and q.last_requested_on > $3::date)
  and not exists (select from torrent_corrections c where c.torrent_id = t.id)
  and not (t.is_private
    and exists (select from torrent_metainfo m where m.torrent_id = t.id))`;

/** The ones of these torrents that no rule protects now. */
export async function findDroppable(
  ctx: Context,
  client: PoolClient,
  torrentIds: readonly number[],
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select t.id ${DROPPABLE} and t.id = any($4::int[])`,
    [...readLimits(ctx.config(upkeepSettings), ctx.now()), torrentIds],
  );
  return rows.map(({ id }) => id);
}
