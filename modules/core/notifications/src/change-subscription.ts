import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { describeDevice } from "@minato/identity/describe-device";
import type { PersonRequest } from "@minato/identity/person-procedure";
import { AppError } from "@minato/kit";

import { hashEndpoint, sealSubscription, type Subscription } from "./push-subscription.ts";

/** Browsers of one person; the oldest makes room. */
const MAX_DEVICES = 20;

/** Lets a browser be told; one that was another person's is this one's from now on. */
export async function addSubscription(
  { ctx, person, address }: PersonRequest,
  subscription: Subscription,
  userAgent: string | null,
): Promise<{ id: number; device: string }> {
  const sealed = await sealSubscription(ctx, subscription);
  const device = describeDevice(userAgent);
  return transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `insert into push_subscriptions (user_id, endpoint_hash, subscription, device, created_at)
       values ($1, $2, $3, $4, $5)
       on conflict (endpoint_hash) do update set user_id = excluded.user_id,
         subscription = excluded.subscription, device = excluded.device returning id`,
      [person.userId, hashEndpoint(subscription.endpoint), sealed, device, ctx.now()],
    );
    await client.query(
      `delete from push_subscriptions where user_id = $1 and id not in
         (select id from push_subscriptions where user_id = $1 order by id desc limit $2)`,
      [person.userId, MAX_DEVICES],
    );
    const [row] = rows;
    if (row === undefined) throw new Error("an upsert returned no row");
    const act = { principal: person, address, action: "notifications.subscribe", object: device };
    await recordAudit(ctx, act, client);
    return { id: row.id, device };
  });
}

/**
 * Lets a browser of the person be told no more.
 * @throws {AppError} NOT_FOUND
 */
export async function removeSubscription(
  { ctx, person, address }: PersonRequest,
  id: number,
): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ device: string }>(
      "delete from push_subscriptions where id = $1 and user_id = $2 returning device",
      [id, person.userId],
    );
    const [row] = rows;
    if (row === undefined) throw new AppError("NOT_FOUND", "No browser of yours has this number");
    const act = { principal: person, address, action: "notifications.unsubscribe" };
    await recordAudit(ctx, { ...act, object: row.device }, client);
  });
}
