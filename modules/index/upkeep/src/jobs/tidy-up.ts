import { defineJob } from "@minato/kit";
import { z } from "zod";

import { forgetExpired } from "../forget-expired.ts";
import { noteUnseeded } from "../note-unseeded.ts";

/** Forgets what can no longer be brought back, and notes what has no seeders. */
export const tidyUpJob = defineJob({
  name: "upkeep.tidyUp",
  data: z.object({}),
  schedule: "47 3 * * *",
  expireInSeconds: 3600,
  async run(ctx, _, signal) {
    await forgetExpired(ctx, signal);
    await noteUnseeded(ctx);
  },
});
