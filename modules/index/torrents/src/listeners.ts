import { keywordRuleAdded, torrentsBlocked, trackersBlocked } from "@minato/blocklist/events";
import { on, type Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { deleteBlockedTorrents } from "./delete-blocked-torrents.ts";
import { enforceKeywordRulesJob, enforceTrackerBlocksJob } from "./jobs.ts";
import { lockForDeletion } from "./locks.ts";

/** What follows from a block for stored torrents. */
export const torrentsListeners = [
  on(torrentsBlocked, deleteBlockedTorrents),
  on(trackersBlocked, (ctx, _, client) => walk(ctx, enforceTrackerBlocksJob, client)),
  on(keywordRuleAdded, (ctx, _, client) => walk(ctx, enforceKeywordRulesJob, client)),
];

/**
 * Sends the walk over what is stored. Waits for every batch that is being written under the old
 * rules, so that the walk sees it; later ones see the new rules.
 */
async function walk(
  ctx: Context,
  job: typeof enforceKeywordRulesJob,
  client: PoolClient,
): Promise<void> {
  await lockForDeletion(client);
  const { rowCount } = await client.query("select 1 from torrents limit 1");
  if (rowCount) await ctx.send(job, { afterId: 0 }, { client });
}
