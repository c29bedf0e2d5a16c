import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { lockAgainstDeletion } from "@minato/torrents/locks";

import "./context.ts";
import { readTorrents } from "./read-torrents.ts";
import { writeAttributes } from "./write-attributes.ts";

/** Reads names and files of torrents and stores what they tell. */
export async function classifyTorrents(ctx: Context, torrentIds: readonly number[]): Promise<void> {
  const rules = await ctx.classify.rules.load(ctx.db);
  const attributes = await readTorrents(ctx, torrentIds, rules);
  await transaction(ctx.db.$client, async (client) => {
    await lockAgainstDeletion(client);
    await writeAttributes(client, attributes);
  });
}
