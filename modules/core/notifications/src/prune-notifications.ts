import type { Context } from "@minato/kit";

import { notificationsSettings } from "./config.ts";

/** Only what is not sent yet and the errors of the last days are worth more. */
const DELIVERIES_KEPT = "7 days";

/** Deletes notifications that are too old or too many for one person. */
export async function pruneNotifications(ctx: Context): Promise<void> {
  const { keptDays, keptPerPerson } = ctx.config(notificationsSettings);
  const now = ctx.now();
  await ctx.db.$client.query(
    "delete from notifications where happened_at < $1::timestamptz - make_interval(days => $2)",
    [now, keptDays],
  );
  await ctx.db.$client.query(
    `delete from notifications where id in (select id from (
       select id, row_number() over (partition by user_id order by happened_at desc, id desc) as place
       from notifications) n where place > $1)`,
    [keptPerPerson],
  );
  await ctx.db.$client.query(
    `delete from notification_deliveries
     where created_at < $1::timestamptz - $2::interval and (ended_at is not null or not is_digest)`,
    [now, DELIVERIES_KEPT],
  );
}
