import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";

import { recordVersion } from "./blocklist-version.ts";

/** Pages of the table that one transaction looks through; about 400,000 rows. */
const PAGES = 5000;

/** Deletes the entries of a list that is gone, in one pass over the table with short transactions. */
export async function forgetList(ctx: Context, listId: number, signal: AbortSignal): Promise<void> {
  const { rows } = await ctx.db.$client.query<{ pages: number }>(
    `select (pg_relation_size('blocked_torrents') / current_setting('block_size')::int)::int
       as pages`,
  );
  const pages = rows[0]?.pages ?? 0;
  for (let page = 0; page <= pages; page += PAGES) {
    signal.throwIfAborted();
    await transaction(ctx.db.$client, async (client) => {
      const { rowCount } = await client.query(
        `delete from blocked_torrents where list_id = $1
           and ctid >= $2::tid and ctid < $3::tid
           and not exists (select 1 from blocklists where id = $1)`,
        [listId, `(${page},0)`, `(${page + PAGES},0)`],
      );
      if (rowCount) await recordVersion(client, { kind: "unblocked", count: rowCount });
    });
  }
}
