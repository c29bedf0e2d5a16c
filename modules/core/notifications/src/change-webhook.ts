import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { PersonRequest } from "@minato/identity/person-procedure";

import { sealWebhook, type Webhook } from "./webhook.ts";

/** Sets where a person's notifications are posted to, or that they are not. */
export async function changeWebhook(
  { ctx, person, address }: PersonRequest,
  webhook: Webhook | undefined,
): Promise<void> {
  const sealed = webhook === undefined ? null : await sealWebhook(ctx, webhook);
  await transaction(ctx.db.$client, async (client) => {
    await client.query(
      `insert into notification_channels (user_id, webhook, webhook_format) values ($1, $2, $3)
       on conflict (user_id) do update set webhook = excluded.webhook,
         webhook_format = excluded.webhook_format, webhook_ended_at = null`,
      [person.userId, sealed, webhook?.format ?? null],
    );
    // What went wrong with the one before says nothing about this one.
    await client.query(
      "delete from notification_deliveries where user_id = $1 and channel = 'webhook'",
      [person.userId],
    );
    const action =
      webhook === undefined ? "notifications.removeWebhook" : "notifications.setWebhook";
    const act = { principal: person, address, action, object: person.name };
    // The rest of the address may let its reader send.
    const after =
      webhook === undefined ? {} : { host: new URL(webhook.url).host, format: webhook.format };
    await recordAudit(ctx, { ...act, after }, client);
  });
}
