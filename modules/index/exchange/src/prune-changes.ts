import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";

import { exchangeSettings } from "./config.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Notes the last place that goes in the same statement, so that a cursor before it is recognised. */
const PRUNE = `
with gone as (
  delete from torrent_changes
  where at < $1 and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
  returning transaction_id, id
), last as (
  select transaction_id, id from gone order by transaction_id desc, id desc limit 1
)
update change_feed f set pruned_transaction_id = last.transaction_id, pruned_id = last.id
from last
where (f.pruned_transaction_id, f.pruned_id) < (last.transaction_id, last.id)`;

/** Deletes changes that are older than followers may stay away. */
export async function pruneChanges(ctx: Context): Promise<void> {
  const { changeRetentionDays } = ctx.config(exchangeSettings);
  const before = new Date(ctx.now().getTime() - changeRetentionDays * DAY_MS);
  await transaction(ctx.db.$client, (client) => client.query(PRUNE, [before]));
}
