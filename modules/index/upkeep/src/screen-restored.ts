import "@minato/blocklist/context";
import type { Context } from "@minato/kit";
import { enforceTrackerBlocksJob } from "@minato/torrents/jobs";
import type { PoolClient } from "pg";

/**
 * Sends the walk that takes trackers blocked since out of what was brought back. Hashes and words
 * are looked at before; announce URLs are known by number only, so they follow.
 */
export async function screenRestored(ctx: Context, client: PoolClient): Promise<void> {
  await ctx.blocklist.catchUp(client);
  if (ctx.blocklist.rules.trackers.isEmpty) return;
  const options = { client, singletonKey: "restored" };
  await ctx.send(enforceTrackerBlocksJob, { afterId: 0 }, options);
}
