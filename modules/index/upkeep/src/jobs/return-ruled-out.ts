import { defineJob } from "@minato/kit";
import { z } from "zod";

import { returnRuledOut } from "../return-ruled-out.ts";

/** Brings back what no rule keeps out any more; each job sends the next. */
export const returnRuledOutJob = defineJob({
  name: "upkeep.returnRuledOut",
  data: z.object({ afterId: z.int().min(0) }),
  async run(ctx, { afterId }, signal) {
    const next = await returnRuledOut(ctx, afterId, signal);
    if (next !== undefined) await ctx.send(returnRuledOutJob, { afterId: next });
  },
});
