import type { AccountExported } from "@minato/identity/events";
import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

/** Adds what a person was told, and how they are told, to the export of their data. */
export async function exportNotifications(
  _ctx: Context,
  { userId, add }: AccountExported,
  client: PoolClient,
): Promise<void> {
  const query = async (text: string) => (await client.query(text, [userId])).rows;
  add(
    "notifications",
    await query(
      `select topic, values, count, path, happened_at, read_at from notifications
       where user_id = $1 order by happened_at desc`,
    ),
  );
  add("notificationSettings", {
    choices: await query(
      "select kind, channel, is_on from notification_choices where user_id = $1 order by kind, channel",
    ),
    channels: await query(
      `select language, is_digest, webhook is not null as has_webhook, webhook_format
       from notification_channels where user_id = $1`,
    ),
    browsers: await query(
      "select device, created_at from push_subscriptions where user_id = $1 order by id",
    ),
  });
}
