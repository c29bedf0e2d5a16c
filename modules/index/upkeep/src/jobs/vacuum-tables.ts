import { defineJob, type Context } from "@minato/kit";
import { OWNED_TABLES } from "@minato/torrents/remove-torrents";
import { z } from "zod";

/** Tables that shrink when torrents are deleted. */
const TABLES = ["torrents", ...OWNED_TABLES, "torrent_requests", "torrent_unseeded", "purgatory"];

/** Makes the space of deleted torrents usable for new ones. */
export const vacuumJob = defineJob({
  name: "upkeep.vacuum",
  data: z.object({}),
  retryLimit: 1,
  expireInSeconds: 6 * 3600,
  run: (ctx, _, signal) => vacuumTables(ctx, signal),
});

/** Vacuums table by table; nobody waits for it. */
async function vacuumTables(ctx: Context, signal: AbortSignal): Promise<void> {
  for (const table of TABLES) {
    signal.throwIfAborted();
    await ctx.db.$client.query(`vacuum (analyze) ${table}`);
  }
}
