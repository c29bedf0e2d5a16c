import { defineJob } from "@minato/kit";
import { z } from "zod";

import { pruneNotifications } from "../prune-notifications.ts";

/** Deletes every hour what is too old or too many. */
export const pruneNotificationsJob = defineJob({
  name: "notifications.prune",
  data: z.object({}),
  schedule: "35 * * * *",
  run: pruneNotifications,
});
