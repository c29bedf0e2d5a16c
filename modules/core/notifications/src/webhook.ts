import type { Context, SealedColumn } from "@minato/kit";
import "@minato/secrets/context";
import { z } from "zod";

import type { Outcome } from "./outcome.ts";
import type { Outgoing } from "./outgoing.ts";
import { postBounded } from "./post-bounded.ts";

/** What receivers of webhooks understand: JSON of our own, which Gotify and Apprise read too, or ntfy. */
export const WEBHOOK_FORMATS = ["json", "ntfy"] as const;

/** Where a person's notifications are posted to. */
export const Webhook = z.object({
  url: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .max(2000)
    .refine((url) => !new URL(url).username, "must hold no name or password: use the token")
    .describe("Receives a POST for each notification"),
  token: z
    .string()
    .trim()
    .max(500)
    .regex(/^[\x21-\x7e]*$/, "must hold visible ASCII only")
    .default("")
    .describe("Sent as Authorization: Bearer; empty: without"),
  format: z.enum(WEBHOOK_FORMATS).default("json"),
});

/** Where a person's notifications are posted to. */
export type Webhook = z.output<typeof Webhook>;

const PURPOSE = "notification webhooks";

/** Where webhooks lie. */
export const sealedWebhooks: SealedColumn = {
  table: "notification_channels",
  key: ["user_id"],
  column: "webhook",
  purpose: PURPOSE,
  forget: "update notification_channels set webhook = null where webhook is not null",
};

const Sealed = Webhook.pick({ url: true, token: true });

/** A webhook as it is stored. */
export function sealWebhook({ vault }: Context, { url, token }: Webhook): Promise<string> {
  return vault.seal(PURPOSE, JSON.stringify({ url, token }));
}

/** Opens a stored webhook. */
export async function openWebhook(
  { vault }: Context,
  sealed: string,
  format: string | null,
): Promise<Webhook> {
  const opened = Sealed.parse(JSON.parse(await vault.open(PURPOSE, sealed)));
  return { ...opened, format: format === "ntfy" ? "ntfy" : "json" };
}

/** Posts a notification; a receiver tells a repetition by its `Idempotency-Key`. */
export function postWebhook(
  ctx: Context,
  { url, token, format }: Webhook,
  outgoing: Outgoing,
): Promise<Outcome> {
  const target = format === "ntfy" ? splitNtfyTopic(url) : { url, topic: undefined };
  const headers = {
    "content-type": "application/json",
    "user-agent": "Minato",
    "idempotency-key": outgoing.key,
    ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
  };
  const body = target.topic === undefined ? writeJson(outgoing) : writeNtfy(outgoing, target.topic);
  return postBounded(ctx, target.url, { headers, body: JSON.stringify(body) });
}

/** `message`, `priority` and `extras` are what Gotify reads, `body` and `type` what Apprise does. */
function writeJson({ topic, kind, title, text, link, count, happenedAt, isUrgent }: Outgoing) {
  return {
    title,
    message: text || title,
    body: text || title,
    type: isUrgent ? "warning" : "info",
    priority: isUrgent ? 7 : 4,
    ...(link === undefined
      ? {}
      : { url: link, extras: { "client::notification": { click: { url: link } } } }),
    event: { topic, kind, count, happenedAt },
  };
}

/** ntfy takes JSON at its root, with the topic that the address ends in. */
function writeNtfy({ title, text, link, isUrgent }: Outgoing, topic: string) {
  return {
    topic,
    title,
    message: text || title,
    priority: isUrgent ? 4 : 3,
    ...(link === undefined ? {} : { click: link }),
  };
}

/** Topics of ntfy need no escapes; one that has some is refused there. */
function splitNtfyTopic(url: string): { url: string; topic: string } {
  const address = new URL(url);
  const parts = address.pathname.split("/").filter((part) => part !== "");
  const topic = parts.pop() ?? "";
  address.pathname = `/${parts.join("/")}`;
  return { url: address.href, topic };
}
