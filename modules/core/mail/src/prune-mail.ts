import type { Context } from "@minato/kit";

const KEPT = "30 days";

/** Deletes messages that were sent or ended a month ago, and what ended links allowed at once. */
export async function pruneMail(ctx: Context): Promise<void> {
  const now = ctx.now();
  await ctx.db.$client.query(
    "update mail_messages set content = null where expires_at < $1 and content is not null",
    [now],
  );
  await ctx.db.$client.query(
    "delete from mail_messages where created_at < $1::timestamptz - $2::interval",
    [now, KEPT],
  );
}
