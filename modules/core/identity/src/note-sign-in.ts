import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";

import "./context.ts";
import { describeDevice } from "./describe-device.ts";
import { signedInFromNewDevice } from "./events.ts";

/** Somebody who has just signed in. */
interface SignIn {
  userId: string;
  /** Of the session, or another text that is different each time. */
  id: string;
  headers: Headers;
  address: string;
  /** What the device calls itself; read from the headers unless told. */
  device?: string;
  /** Programs keep no cookies: a network that is known is enough for them. */
  keepsCookies: boolean;
}

/**
 * Knows network and browser of somebody who signed in from now on, and announces those that were
 * not known.
 * @returns `Set-Cookie` that makes their browser known
 */
export async function noteSignIn(ctx: Context, signIn: SignIn): Promise<string> {
  const { userId, id, headers, address, keepsCookies } = signIn;
  const isKnown = await ctx.identity.attempts.isKnown(
    { userId, headers, address },
    keepsCookies ? "browser" : "network",
  );
  const cookie = await ctx.identity.attempts.remember(userId, address);
  if (!isKnown) {
    const device = signIn.device ?? describeDevice(headers.get("user-agent"));
    await transaction(ctx.db.$client, (client) =>
      ctx.emit(signedInFromNewDevice, { userId, id, device, address }, client),
    );
  }
  return cookie;
}
