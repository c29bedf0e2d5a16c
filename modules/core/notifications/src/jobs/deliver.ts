import { defineJob } from "@minato/kit";
import { z } from "zod";

import { deliverNotifications } from "../deliver-notifications.ts";
import { CHANNELS } from "../topics.ts";

/** Decides through which channels notifications go out, and sends a job for each. */
export const deliverJob = defineJob({
  name: "notifications.deliver",
  data: z.object({ ids: z.array(z.int()), except: z.array(z.enum(CHANNELS)) }),
  run: deliverNotifications,
});
