import { defineJob } from "@minato/kit";
import { z } from "zod";

import { matchFollowed } from "./match-followed.ts";

/** Tells people every minute what newly arrived for the searches they follow. */
export const matchFollowedJob = defineJob({
  name: "follow.match",
  data: z.object({}),
  schedule: "* * * * *",
  // The next minute goes on where this one stopped.
  retryLimit: 0,
  expireInSeconds: 600,
  run: (ctx, _, signal) => matchFollowed(ctx, signal),
});
