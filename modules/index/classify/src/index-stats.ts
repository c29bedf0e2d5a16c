import type { Context } from "@minato/kit";
import { z } from "zod";

/** What the index holds. */
export const IndexStats = z.object({
  torrents: z.int(),
  classified: z.int().describe("Torrents whose name has been read"),
  pendingClassification: z.int(),
  sources: z.int(),
  databaseBytes: z.int(),
});

/** What the index holds. */
export type IndexStats = z.output<typeof IndexStats>;

/** Counts what the index holds, exactly. */
export async function loadIndexStats(ctx: Context): Promise<IndexStats> {
  const { rows } = await ctx.db.$client.query<Omit<IndexStats, "pendingClassification">>(
    `select (select count(*) from torrents) as torrents,
       (select count(*) from torrent_attributes) as classified,
       (select count(*) from sources) as sources,
       pg_database_size(current_database()) as "databaseBytes"`,
  );
  const row = IndexStats.omit({ pendingClassification: true }).parse(rows[0]);
  return { ...row, pendingClassification: Math.max(0, row.torrents - row.classified) };
}
