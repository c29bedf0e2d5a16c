/** Requests to push services, RFC 8030. */
import { encryptMessage, type SubscriptionKeys } from "./encrypt-message.ts";
import { signVapid, type VapidKeys } from "./vapid.ts";

/** How soon a message matters to whoever reads it, RFC 8030 section 5.3. */
export type PushUrgency = "very-low" | "low" | "normal" | "high";

/** A message to one browser. */
export interface PushMessage {
  text: string;
  /** Address of the subscription. */
  endpoint: string;
  keys: SubscriptionKeys;
  urgency: PushUrgency;
  /** How long the service keeps it for a browser that is away. */
  ttlSeconds: number;
  /** At most 32 characters of base64url: a later message of this topic takes its place. */
  topic?: string;
}

/** Who sends: keys and where its operator is reached. */
export interface PushSender {
  keys: VapidKeys;
  /** `mailto:` or `https:`. */
  subject: string;
  now: Date;
}

const SIGNATURE_MS = 12 * 60 * 60 * 1000;

/**
 * Headers and body of the POST that sends a message.
 * @throws {PushError} when the text is too long
 */
export function writePushRequest(
  { text, endpoint, keys, urgency, ttlSeconds, topic }: PushMessage,
  sender: PushSender,
): { headers: Record<string, string>; body: Uint8Array } {
  const audience = new URL(endpoint).origin;
  const expiresAt = new Date(sender.now.getTime() + SIGNATURE_MS);
  return {
    headers: {
      authorization: signVapid(sender.keys, { audience, subject: sender.subject, expiresAt }),
      "content-encoding": "aes128gcm",
      "content-type": "application/octet-stream",
      ttl: String(ttlSeconds),
      urgency,
      ...(topic === undefined ? {} : { topic }),
    },
    body: encryptMessage(text, keys),
  };
}
