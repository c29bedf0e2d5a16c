import type { OutboundError } from "@minato/outbound";

/** What is kept of a reason. */
export const MAX_REASON = 300;

/** What came of sending something. */
export type Outcome =
  | { kind: "sent" }
  /** Worth another try. */
  | { kind: "later"; reason: string }
  /** Not worth another try. */
  | { kind: "refused"; reason: string }
  /** Whoever received is there no more. */
  | { kind: "gone"; reason: string };

/** What the status of an answer means for whoever sent something. */
export function readStatus(status: number, host: string): Outcome {
  if (status >= 200 && status < 300) return { kind: "sent" };
  const reason = `${host} answered with the status ${status}`;
  if (status === 404 || status === 410) return { kind: "gone", reason };
  if (status === 429 || status >= 500) return { kind: "later", reason };
  return { kind: "refused", reason };
}

/** What a request that got no answer means for whoever sent it. */
export function readFailure({ code, message }: OutboundError): Outcome {
  const isFinal = code === "BAD_URL" || code === "PRIVATE_ADDRESS" || code === "REDIRECT";
  const hint =
    code === "PRIVATE_ADDRESS" ? "; an administrator can allow it: notifications.privateHosts" : "";
  return { kind: isFinal ? "refused" : "later", reason: `${message}${hint}` };
}
