import { AppError, type Context } from "@minato/kit";

import { sendMailJob } from "./jobs.ts";
import { findMailProblem } from "./mail-server.ts";

/** Queues every message that waits again, once there is a mail server; answers how many. */
export async function sendPendingMail(ctx: Context): Promise<number> {
  if (findMailProblem(ctx) !== undefined) {
    throw new AppError("CONFLICT", "No mail server is set up, or this server's address is unknown");
  }
  const { rows } = await ctx.db.$client.query<{ id: number }>(
    "select id from mail_messages where sent_at is null and content is not null and expires_at > $1",
    [ctx.now()],
  );
  for (const { id } of rows) await ctx.send(sendMailJob, { id }, { singletonKey: `${id}` });
  return rows.length;
}
