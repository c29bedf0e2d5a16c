import type { Context } from "@minato/kit";
import { z } from "zod";

import { upkeepSettings } from "./config.ts";
import { DatabaseSize, measureDatabase } from "./measure-database.ts";

/** What the database takes and what it may. */
export const Budget = DatabaseSize.extend({
  maxBytes: z.int().describe("0: no limit"),
  excessBytes: z.int(),
  torrents: z.int(),
  bytesPerTorrent: z.int().nullable().describe("Live bytes; null without torrents"),
  tables: z
    .array(z.object({ name: z.string(), bytes: z.int(), liveBytes: z.int() }))
    .describe("The largest first, each with its indexes"),
});

const MAX_TABLES = 30;

/** Says what the database takes and what it may. */
export async function loadBudget(ctx: Context): Promise<z.output<typeof Budget>> {
  const { maxBytes } = ctx.config(upkeepSettings);
  const { size, tables } = await measureDatabase(ctx);
  const { rows } = await ctx.db.$client.query<{ count: number }>(
    "select count(*)::int as count from torrents",
  );
  const torrents = rows[0]?.count ?? 0;
  return {
    ...size,
    maxBytes,
    excessBytes: maxBytes === 0 ? 0 : Math.max(0, size.liveBytes - maxBytes),
    torrents,
    bytesPerTorrent: torrents === 0 ? null : Math.round(size.liveBytes / torrents),
    tables: tables.slice(0, MAX_TABLES),
  };
}
