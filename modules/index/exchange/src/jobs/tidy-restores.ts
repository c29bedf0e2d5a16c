import { defineJob } from "@minato/kit";
import { z } from "zod";

import { sweepUploads } from "../uploads.ts";

const KEPT_RUNS = 100;

/** Deletes uploads that were left behind, and restores of long ago. */
export const tidyRestoresJob = defineJob({
  name: "exchange.tidyRestores",
  data: z.object({}),
  schedule: "27 * * * *",
  async run(ctx) {
    await sweepUploads(ctx);
    await ctx.db.$client.query(
      `delete from restore_runs where state in ('finished', 'cancelled', 'failed')
         and id <= (select id from restore_runs order by id desc offset $1 limit 1)`,
      [KEPT_RUNS],
    );
  },
});
