import { defineJob, type Job } from "@minato/kit";
import { z } from "zod";

import { sendDelivery } from "../send-delivery.ts";

const OneDelivery = z.object({ deliveryId: z.int() });

/** Sends one notification through one channel; it sends itself again where that may help. */
export const sendJob: Job<typeof OneDelivery> = defineJob({
  name: "notifications.send",
  data: OneDelivery,
  expireInSeconds: 120,
  concurrency: 2,
  async run(ctx, { deliveryId }) {
    const startAfterSeconds = await sendDelivery(ctx, deliveryId);
    if (startAfterSeconds !== undefined) {
      await ctx.send(sendJob, { deliveryId }, { startAfterSeconds });
    }
  },
});
