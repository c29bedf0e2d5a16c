import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { queueMail } from "@minato/mail/queue-mail";
import { findSiteAddress } from "@minato/settings/site";

import { MAX_REASON, type Outcome } from "./outcome.ts";
import type { Outgoing } from "./outgoing.ts";
import { pushTo } from "./push-subscription.ts";
import { renderNotification } from "./render-notification.ts";
import { TEXTS } from "./texts/catalogue.ts";
import { readLanguage } from "./texts/read-language.ts";
import { isTopic, KINDS, TOPICS } from "./topics.ts";
import { openWebhook, postWebhook } from "./webhook.ts";

interface DeliveryRow {
  id: number;
  notificationId: number;
  userId: string;
  channel: string;
  attempts: number;
  topic: string;
  values: unknown;
  count: number;
  subject: string;
  path: string | null;
  happenedAt: Date;
  email: string;
  language: string | null;
  webhook: string | null;
  webhookFormat: string | null;
  subscriptionId: number | null;
  subscription: string | null;
}

/** Over about a day, with growing waits. */
const MAX_ATTEMPTS = 11;
const FIRST_WAIT_SECONDS = 20;
const LONGEST_WAIT_SECONDS = 6 * 60 * 60;

const FIND = `
select d.id, d.notification_id as "notificationId", d.user_id as "userId", d.channel, d.attempts,
  n.topic, n.values, n.count, n.subject, n.path, n.happened_at as "happenedAt", u.email,
  h.language, h.webhook, h.webhook_format as "webhookFormat",
  d.subscription_id as "subscriptionId", p.subscription
from notification_deliveries d
join notifications n on n.id = d.notification_id
join users u on u.id = d.user_id
left join notification_channels h on h.user_id = d.user_id
left join push_subscriptions p on p.id = d.subscription_id
where d.id = $1 and d.ended_at is null and u.suspended_at is null`;

/**
 * Sends what waits, and notes what came of it; a failure of the other side is no failed job.
 * @returns after how many seconds it is worth another try, undefined when it is done
 */
export async function sendDelivery(ctx: Context, deliveryId: number): Promise<number | undefined> {
  const { rows } = await ctx.db.$client.query<DeliveryRow>(FIND, [deliveryId]);
  const [row] = rows;
  if (row === undefined) return undefined;
  const outgoing = writeOutgoing(ctx, row);
  if (outgoing === undefined) return end(ctx, row, "its text is not known to this version");
  if (row.channel === "email") return sendMail(ctx, row, outgoing);
  return note(ctx, row, await send(ctx, row, outgoing));
}

function writeOutgoing(ctx: Context, row: DeliveryRow): Outgoing | undefined {
  const text = renderNotification(row, readLanguage(row.language));
  if (text === undefined || !isTopic(row.topic)) return undefined;
  const { kind } = TOPICS[row.topic];
  const address = findSiteAddress(ctx);
  const path = row.path ?? "/notifications";
  return {
    ...text,
    key: `notification-${row.id}`,
    threadKey: `${row.topic} ${row.subject}`,
    topic: row.topic,
    kind,
    path,
    link: address === undefined ? undefined : address + path,
    count: row.count,
    happenedAt: row.happenedAt.toISOString(),
    isUrgent: KINDS[kind].urgency === "high",
  };
}

async function sendMail(
  ctx: Context,
  row: DeliveryRow,
  { title, text, path }: Outgoing,
): Promise<undefined> {
  const { open, footer } = TEXTS[readLanguage(row.language)];
  await transaction(ctx.db.$client, async (client) => {
    const { rowCount } = await client.query(
      "update notification_deliveries set ended_at = $2 where id = $1 and ended_at is null",
      [row.id, ctx.now()],
    );
    if (rowCount === 0) return;
    const variables = { subject: title, text: text === "" ? title : text, open, footer, path };
    await queueMail(ctx, { kind: "notification", recipient: row.email, variables }, client);
  });
  return undefined;
}

async function send(ctx: Context, row: DeliveryRow, outgoing: Outgoing): Promise<Outcome> {
  if (row.channel === "push" && row.subscription !== null) {
    return pushTo(ctx, row.subscription, outgoing);
  }
  if (row.channel === "webhook" && row.webhook !== null) {
    return postWebhook(ctx, await openWebhook(ctx, row.webhook, row.webhookFormat), outgoing);
  }
  return { kind: "refused", reason: "there is nowhere to send it any more" };
}

async function note(ctx: Context, row: DeliveryRow, outcome: Outcome): Promise<number | undefined> {
  if (outcome.kind === "sent") return end(ctx, row, null);
  const { reason, kind } = outcome;
  ctx.log.info({ deliveryId: row.id, channel: row.channel, reason }, "notification was not taken");
  if (kind === "gone") return forgetReceiver(ctx, row, reason);
  const attempts = row.attempts + 1;
  if (kind === "refused" || attempts >= MAX_ATTEMPTS) return end(ctx, row, reason);
  await ctx.db.$client.query(
    "update notification_deliveries set attempts = $2, error = $3 where id = $1",
    [row.id, attempts, reason.slice(0, MAX_REASON)],
  );
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 3 ** (attempts - 1));
}

async function end(
  { db, now }: Context,
  { id }: DeliveryRow,
  error: string | null,
): Promise<undefined> {
  await db.$client.query(
    `update notification_deliveries set ended_at = $2, error = $3, attempts = attempts + 1
     where id = $1`,
    [id, now(), error?.slice(0, MAX_REASON)],
  );
  return undefined;
}

/** A browser that unsubscribed is deleted; a webhook stays, so that its owner sees what became of it. */
async function forgetReceiver(ctx: Context, row: DeliveryRow, reason: string): Promise<undefined> {
  await end(ctx, row, reason);
  if (row.channel === "push") {
    await ctx.db.$client.query("delete from push_subscriptions where id = $1", [
      row.subscriptionId,
    ]);
    return undefined;
  }
  await ctx.db.$client.query(
    "update notification_channels set webhook_ended_at = $2 where user_id = $1",
    [row.userId, ctx.now()],
  );
  return undefined;
}
