import { defineJob } from "@minato/kit";
import { z } from "zod";

import { pruneNotifications } from "../prune-notifications.ts";
import { sendDigests } from "../send-digests.ts";

/** Sends the daily messages. */
export const sendDigestsJob = defineJob({
  name: "notifications.sendDigests",
  data: z.object({}),
  schedule: "0 6 * * *",
  run: sendDigests,
});

/** Deletes what is too old or too many. */
export const pruneNotificationsJob = defineJob({
  name: "notifications.prune",
  data: z.object({}),
  schedule: "35 * * * *",
  run: pruneNotifications,
});
