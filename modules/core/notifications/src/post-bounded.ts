import type { Context } from "@minato/kit";
import { OutboundError } from "@minato/outbound";

import { notificationsSettings, readPrivateHosts } from "./config.ts";
import { readFailure, readStatus, type Outcome } from "./outcome.ts";

const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 64 * 1024;

/** Posts something to an address that a person gave, and reads no more of the answer than its status. */
export async function postBounded(
  ctx: Context,
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string | Uint8Array },
): Promise<Outcome> {
  try {
    const response = await ctx.fetch(url, {
      method: "POST",
      headers,
      body: typeof body === "string" ? body : new Uint8Array(body),
      redirect: "error",
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
      ...allowHosts(ctx),
    });
    await response.body?.cancel();
    return readStatus(response.status, new URL(url).host);
  } catch (error) {
    if (error instanceof OutboundError) return readFailure(error);
    throw error;
  }
}

/** Absent when nothing is allowed, so that the usual rule stands. */
function allowHosts(ctx: Context): { allow?: string[] } {
  const hosts = readPrivateHosts(ctx.config(notificationsSettings).privateHosts);
  return hosts.length === 0 ? {} : { allow: hosts };
}
