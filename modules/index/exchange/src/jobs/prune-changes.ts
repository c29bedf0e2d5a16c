import { defineJob } from "@minato/kit";
import { z } from "zod";

import { pruneChanges } from "../prune-changes.ts";

/** Deletes changes that no follower may ask for any more. */
export const pruneChangesJob = defineJob({
  name: "exchange.pruneChanges",
  data: z.object({}),
  schedule: "17 * * * *",
  run: (ctx) => pruneChanges(ctx),
});
