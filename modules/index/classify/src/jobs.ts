import { defineJob } from "@minato/kit";
import { z } from "zod";

import { classifyTorrents } from "./classify-torrents.ts";

const BATCH = 500;
const STEP = 5000;

/** Reads the names of torrents that entered the index or changed. */
export const classifyTorrentsJob = defineJob({
  name: "classify.torrents",
  data: z.object({ torrentIds: z.array(z.int()).min(1).max(5000) }),
  // Two are read at once; the third waits for the queue's own statements meanwhile.
  concurrency: 3,
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
    for (let start = 0; start < ids.length; start += BATCH) {
      await ctx.torrents.pressure.ease(signal);
      await classifyTorrents(ctx, ids.slice(start, start + BATCH));
    }
    const last = ids.at(-1);
    if (last !== undefined && ids.length === STEP) {
      await ctx.send(classifyEverythingJob, { afterId: last });
    }
  },
});
