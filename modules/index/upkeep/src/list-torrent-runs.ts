import type { Context } from "@minato/kit";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { z } from "zod";

import { CHUNK_STATES } from "./bulk-run.ts";
import { RUN_ACTIONS } from "./schema.ts";

const MAX_RUNS = 50;

/** A bulk change that a torrent was part of. */
export const TorrentRun = z.object({
  id: z.int(),
  action: z.enum(RUN_ACTIONS),
  at: z.iso.datetime(),
  startedBy: z.string(),
  total: z.int().describe("Torrents in the same run"),
  value: z.unknown().describe("What was set: tags, a category, a type"),
  isUndone: z.boolean(),
});

interface Row extends Omit<z.output<typeof TorrentRun>, "at" | "value"> {
  at: Date;
  request: Record<string, unknown>;
}

/** What of a run's request says what it set, without the query that chose the torrents. */
const VALUES = ["tags", "contentType", "categories"];

/** The newest bulk changes that a torrent was part of, for as long as runs are kept. */
export async function listTorrentRuns(
  ctx: Context,
  infoHash: string,
): Promise<z.output<typeof TorrentRun>[]> {
  const torrentId = await findTorrentId(ctx, infoHash);
  const { rows } = await ctx.db.$client.query<Row>(
    `select r.id, r.action, coalesce(r.finished_at, r.updated_at) as at,
       r.started_by as "startedBy", r.total, r.request,
       c.state = ${CHUNK_STATES.undone} as "isUndone"
     from bulk_chunks c join bulk_runs r on r.id = c.run_id
     where c.torrent_ids @> array[$1::int] and c.state > 0
     order by r.id desc limit ${MAX_RUNS}`,
    [torrentId],
  );
  return rows.map(({ request, at, ...run }) => ({
    ...run,
    at: at.toISOString(),
    value: VALUES.map((name) => request[name]).find((value) => value !== undefined),
  }));
}
