import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { findMailProblem } from "@minato/mail/mail-server";
import type { PoolClient } from "pg";

import { sendJob } from "./jobs/send.ts";
import { isTopic, KINDS, TOPICS, type Channel } from "./topics.ts";

interface WaitingRow {
  id: number;
  topic: string;
  userId: string;
  isListed: boolean;
  isDigest: boolean | null;
  hasWebhook: boolean;
  subscriptions: number[];
  /** What the person chose for the kind, by channel. */
  choices: Partial<Record<Channel, boolean>> | null;
  /** What went out in the last hour, by channel. */
  recent: Partial<Record<Channel, number>> | null;
}

/** Where a notification goes. */
interface Delivery {
  channel: Channel;
  subscriptionId?: number;
  isDigest?: boolean;
}

/** Of one person in an hour; what is more stays in the inbox. */
const MAX_PER_HOUR: Readonly<Record<Channel, number>> = {
  inbox: 0,
  email: 20,
  push: 200,
  webhook: 120,
};

/** A job that runs a second time finds what its first run left, and adds nothing. */
const FIND_WAITING = `
select n.id, n.topic, n.user_id as "userId", n.is_listed as "isListed", h.is_digest as "isDigest",
  h.webhook is not null and h.webhook_ended_at is null as "hasWebhook",
  array(select id from push_subscriptions p where p.user_id = n.user_id order by id) as subscriptions,
  (select jsonb_object_agg(c.channel, c.is_on) from notification_choices c
    where c.user_id = n.user_id and c.kind = $2) as choices,
  (select jsonb_object_agg(channel, sent) from (select d.channel, count(*) as sent
    from notification_deliveries d where d.user_id = n.user_id
    and d.created_at > $3::timestamptz - interval '1 hour' group by d.channel) s) as recent
from notifications n left join notification_channels h on h.user_id = n.user_id
where n.id = $1 and not exists (select from notification_deliveries d
  where d.notification_id = n.id and d.created_at >= n.sent_at)
for update of n`;

/** Notes for each notification where it goes, and sends the jobs that bring it there. */
export async function deliverNotifications(
  ctx: Context,
  { ids, except }: { ids: readonly number[]; except: readonly Channel[] },
): Promise<void> {
  for (const id of ids) {
    await transaction(ctx.db.$client, (client) => deliver(ctx, client, id, except));
  }
}

async function deliver(
  ctx: Context,
  client: PoolClient,
  id: number,
  except: readonly Channel[],
): Promise<void> {
  const found = await client.query<{ topic: string }>(
    "select topic from notifications where id = $1",
    [id],
  );
  const topic = found.rows[0]?.topic ?? "";
  if (!isTopic(topic)) return;
  const { kind } = TOPICS[topic];
  const { rows } = await client.query<WaitingRow>(FIND_WAITING, [id, kind, ctx.now()]);
  const [waiting] = rows;
  if (waiting === undefined) return;
  const deliveries = listDeliveries(ctx, waiting, (channel) => {
    const isDefault = KINDS[kind].defaults.includes(channel);
    return !except.includes(channel) && (waiting.choices?.[channel] ?? isDefault);
  });
  for (const delivery of deliveries) await send(ctx, client, waiting, delivery);
  // Nobody sees it in the inbox: what happens next is told as something new.
  if (!waiting.isListed) {
    await client.query("update notifications set read_at = $2 where id = $1", [id, ctx.now()]);
  }
}

function listDeliveries(
  ctx: Context,
  { isDigest, hasWebhook, subscriptions, recent }: WaitingRow,
  isWanted: (channel: Channel) => boolean,
): Delivery[] {
  const deliveries: Delivery[] = [];
  const mayMail = isDigest === true || findMailProblem(ctx) === undefined;
  if (mayMail && isWanted("email"))
    deliveries.push({ channel: "email", isDigest: isDigest === true });
  if (hasWebhook && isWanted("webhook")) deliveries.push({ channel: "webhook" });
  if (isWanted("push")) {
    for (const subscriptionId of subscriptions)
      deliveries.push({ channel: "push", subscriptionId });
  }
  return deliveries.filter(
    ({ channel, isDigest: isLater }) =>
      isLater === true || (recent?.[channel] ?? 0) < MAX_PER_HOUR[channel],
  );
}

async function send(
  ctx: Context,
  client: PoolClient,
  { id, userId }: WaitingRow,
  { channel, subscriptionId, isDigest = false }: Delivery,
): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `insert into notification_deliveries
       (notification_id, user_id, channel, subscription_id, is_digest, created_at)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [id, userId, channel, subscriptionId ?? null, isDigest, ctx.now()],
  );
  if (isDigest) return;
  for (const row of rows) await ctx.send(sendJob, { deliveryId: row.id }, { client });
}
