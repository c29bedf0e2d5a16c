import { createHash } from "node:crypto";

import { AppError, type Context, type SealedColumn } from "@minato/kit";
import "@minato/secrets/context";
import { PushError, readSubscriptionKeys, writePushRequest } from "@minato/web-push";
import { z } from "zod";

import type { Outcome } from "./outcome.ts";
import type { Outgoing } from "./outgoing.ts";
import { postBounded } from "./post-bounded.ts";
import { findPushSubject, loadPushKeys } from "./push-keys.ts";

/** What a browser gave when it subscribed (PushSubscription.toJSON). */
export const Subscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2000),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
});

/** What a browser gave when it subscribed. */
export type Subscription = z.output<typeof Subscription>;

const PURPOSE = "push subscriptions";
/** A browser that is away for longer finds the inbox. */
const TTL_SECONDS = 3 * 24 * 60 * 60;
const TOPIC_LENGTH = 32;
/** What fits into a message of any push service, with room for the rest of it. */
const MAX_TEXT = 1000;

/** Where subscriptions lie. */
export const sealedSubscriptions: SealedColumn = {
  table: "push_subscriptions",
  key: ["id"],
  column: "subscription",
  purpose: PURPOSE,
  forget: "delete from push_subscriptions",
};

/** What a subscription is known by. */
export function hashEndpoint(endpoint: string): Buffer {
  return createHash("sha256").update(endpoint).digest();
}

/**
 * A subscription as it is stored.
 * @throws {AppError} BAD_REQUEST when no message can be encrypted for it
 */
export function sealSubscription({ vault }: Context, subscription: Subscription): Promise<string> {
  try {
    readSubscriptionKeys(subscription.keys.p256dh, subscription.keys.auth);
  } catch (error) {
    if (!(error instanceof PushError)) throw error;
    const errors = [{ field: "keys", message: error.message }];
    throw new AppError("BAD_REQUEST", "The subscription cannot be used", { errors, cause: error });
  }
  return vault.seal(PURPOSE, JSON.stringify(subscription));
}

/** Sends a notification to one browser; the next about the same takes its place there. */
export async function pushTo(ctx: Context, sealed: string, outgoing: Outgoing): Promise<Outcome> {
  const { endpoint, keys } = Subscription.parse(JSON.parse(await ctx.vault.open(PURPOSE, sealed)));
  const { title, text, path, threadKey, isUrgent } = outgoing;
  const tag = createHash("sha256").update(threadKey).digest("base64url").slice(0, TOPIC_LENGTH);
  const request = writePushRequest(
    {
      text: JSON.stringify({ title, text: text.slice(0, MAX_TEXT), path, tag }),
      endpoint,
      keys: readSubscriptionKeys(keys.p256dh, keys.auth),
      urgency: isUrgent ? "high" : "normal",
      ttlSeconds: TTL_SECONDS,
      topic: tag,
    },
    { keys: await loadPushKeys(ctx), subject: findPushSubject(ctx), now: ctx.now() },
  );
  return postBounded(ctx, endpoint, request);
}
