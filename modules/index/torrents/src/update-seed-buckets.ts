import "./context.ts";
import { transaction } from "@minato/database";
import { defineJob } from "@minato/kit";
import { z } from "zod";

import { updateSeedBuckets } from "./write-stats.ts";

const BATCH = 500;

/**
 * Moves torrents in lists by seeders after ingest refreshed their numbers. A row of attributes has
 * many indexes: changing it costs several times the refresh, and can wait.
 */
export const updateSeedBucketsJob = defineJob({
  name: "torrents.updateSeedBuckets",
  data: z.object({ torrentIds: z.array(z.int()).min(1).max(5000) }),
  async run(ctx, { torrentIds }, signal) {
    for (let start = 0; start < torrentIds.length; start += BATCH) {
      await ctx.torrents.pressure.ease(signal);
      const batch = torrentIds.slice(start, start + BATCH);
      await transaction(ctx.db.$client, (client) => updateSeedBuckets(client, batch));
    }
  },
});
