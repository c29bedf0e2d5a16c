import { defineJob, type Context } from "@minato/kit";
import { z } from "zod";

import { classifyTorrents } from "./classify-torrents.ts";

const BATCH = 500;
const STEP = 6000;
/** Two are read at once; the third waits for the database meanwhile. */
const LANES = 3;

/** Reads the names of torrents that entered the index or changed. */
export const classifyTorrentsJob = defineJob({
  name: "classify.torrents",
  data: z.object({ torrentIds: z.array(z.int()).min(1).max(5000) }),
  concurrency: LANES,
  async run(ctx, { torrentIds }, signal) {
    for (let start = 0; start < torrentIds.length; start += BATCH) {
      await ctx.torrents.pressure.ease(signal);
      await classifyTorrents(ctx, torrentIds.slice(start, start + BATCH));
    }
  },
});

/** Reads every name anew, a step at a time: each job sends the next. */
export const classifyEverythingJob = defineJob({
  name: "classify.everything",
  data: z.object({ afterId: z.int().min(0) }),
  async run(ctx, { afterId }, signal) {
    const { rows } = await ctx.db.$client.query<{ id: number }>(
      "select id from torrents where id > $1 order by id limit $2",
      [afterId, STEP],
    );
    const ids = rows.map(({ id }) => id);
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      classifyLane(ctx, ids, lane * BATCH, signal),
    );
    // All have ended when the job has, whatever becomes of one.
    const failed = (await Promise.allSettled(lanes)).find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    const last = ids.at(-1);
    if (last !== undefined && ids.length === STEP) {
      await ctx.send(classifyEverythingJob, { afterId: last });
    }
  },
});

/** Classifies every third batch of torrents. */
async function classifyLane(
  ctx: Context,
  ids: readonly number[],
  first: number,
  signal: AbortSignal,
): Promise<void> {
  for (let start = first; start < ids.length; start += LANES * BATCH) {
    await ctx.torrents.pressure.ease(signal);
    await classifyTorrents(ctx, ids.slice(start, start + BATCH));
  }
}
