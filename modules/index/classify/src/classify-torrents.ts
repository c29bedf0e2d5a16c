import type { Context } from "@minato/kit";

import "./context.ts";

/** Reads names and files of torrents and stores what they tell. */
export async function classifyTorrents(ctx: Context, torrentIds: readonly number[]): Promise<void> {
  if (torrentIds.length > 0) await ctx.classify.threads.classify(torrentIds);
}
