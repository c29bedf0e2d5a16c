import { defineJob } from "@minato/kit";
import { z } from "zod";

import { sendDigests } from "../send-digests.ts";

/** Sends the daily messages. */
export const sendDigestsJob = defineJob({
  name: "notifications.sendDigests",
  data: z.object({}),
  schedule: "0 6 * * *",
  run: sendDigests,
});
