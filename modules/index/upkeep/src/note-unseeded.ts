import type { Context } from "@minato/kit";

import { upkeepSettings } from "./config.ts";

/**
 * Notes since when torrents have had no seeders: the day of the report that said so first. Only
 * while there is a budget, which is all that asks for it.
 */
export async function noteUnseeded(ctx: Context): Promise<void> {
  if (ctx.config(upkeepSettings).maxBytes === 0) return;
  const pool = ctx.db.$client;
  await pool.query(`delete from torrent_unseeded u where not exists (
    select from torrent_stats s where s.torrent_id = u.torrent_id and s.seeders = 0)`);
  await pool.query(
    `insert into torrent_unseeded (torrent_id, since)
     select torrent_id, coalesce(checked_at, $1::timestamptz)::date from torrent_stats
     where seeders = 0 order by torrent_id on conflict do nothing`,
    [ctx.now()],
  );
}
