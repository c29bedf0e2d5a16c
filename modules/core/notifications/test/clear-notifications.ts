import type { TestContext } from "@minato/tests/support/create-test-context";

/** Forgets what people were told and chose, so that tests share a database. */
export async function clearNotifications({ ctx, sent }: TestContext): Promise<void> {
  sent.length = 0;
  await ctx.db.$client.query(
    `truncate notifications, notification_choices, notification_channels, notification_deliveries,
       notification_problems, push_subscriptions, mail_messages`,
  );
}
