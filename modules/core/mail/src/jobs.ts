import { defineJob } from "@minato/kit";
import { z } from "zod";

import { deliverMail } from "./deliver-mail.ts";
import { pruneMail } from "./prune-mail.ts";

/** Hands one message to the mail server; tried again for about two hours. */
export const sendMailJob = defineJob({
  name: "mail.send",
  data: z.object({ id: z.int() }),
  retryLimit: 16,
  expireInSeconds: 180,
  run: (ctx, { id }) => deliverMail(ctx, id),
});

/** Deletes messages that are of no use any more. */
export const pruneMailJob = defineJob({
  name: "mail.prune",
  data: z.object({}),
  schedule: "40 3 * * *",
  run: pruneMail,
});
