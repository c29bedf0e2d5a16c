import { AppError, type RequestContext } from "@minato/kit";
import { z } from "zod";

import { guardRequest } from "./attempts/guard-request.ts";
import { cookiesOf, toAuthFailure } from "./auth-response.ts";
import type { AuthRequest } from "./auth.ts";
import "./context.ts";
import { describeDevice } from "./describe-device.ts";
import { noteSignIn } from "./note-sign-in.ts";
import { randomText } from "./random-text.ts";
import { startTokenFamily, type TokenPair } from "./token-family.ts";

export const DeviceSignIn = z.object({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(128),
  code: z
    .string()
    .trim()
    .min(6)
    .max(20)
    .optional()
    .describe("From the authenticator app, or a recovery code, where two-factor sign-in is on"),
  device: z.string().trim().min(1).max(60).optional().describe("How its owner recognises it"),
});

const SignedIn = z.object({ token: z.string() });
const AppCode = /^\d{6}$/;

/**
 * Signs in a program or device that cannot keep cookies, with everything a browser would be asked.
 * @throws {AppError} UNAUTHORIZED, with the field `code` when that is what lacks; FORBIDDEN for an
 *   address that is not confirmed; TOO_MANY_REQUESTS
 */
export async function signInDevice(
  { ctx, address, headers }: RequestContext,
  { email, password, code, device }: z.output<typeof DeviceSignIn>,
): Promise<z.output<typeof TokenPair>> {
  const auth = await ctx.identity.auth();
  const userAgent = headers.get("user-agent")?.slice(0, 500);
  const ask = (endpoint: string, body: unknown, cookie = "") => {
    const sent = new Headers(userAgent === undefined ? {} : { "user-agent": userAgent });
    if (cookie !== "") sent.set("cookie", cookie);
    const request: AuthRequest = { endpoint, method: "POST", headers: sent, address, body };
    return guardRequest(ctx, auth, request, undefined, () => auth.handle(request));
  };
  let response = await ask("sign-in/email", { email, password });
  if (!response.ok) throw await toAuthFailure(response);
  let body: unknown = await response.json();
  if (!SignedIn.safeParse(body).success) {
    if (code === undefined) throw codeNeeded();
    const kind = AppCode.test(code) ? "verify-totp" : "verify-backup-code";
    response = await ask(`two-factor/${kind}`, { code }, cookiesOf(response));
    if (!response.ok) throw await toAuthFailure(response);
    body = await response.json();
  }
  const userId = await endSession(ctx, SignedIn.parse(body).token);
  const name = device ?? describeDevice(userAgent);
  const id = randomText(ctx, 24);
  const signIn = { userId, id, headers, address, device: name, keepsCookies: false };
  await noteSignIn(ctx, signIn);
  return startTokenFamily(ctx, { userId, device: name, userAgent, address });
}

/** The session better-auth made is not handed out: tokens take its place. */
async function endSession({ db }: RequestContext["ctx"], token: string): Promise<string> {
  const { rows } = await db.$client.query<{ user_id: string }>(
    "delete from sessions where token = $1 returning user_id",
    [token],
  );
  const [session] = rows;
  if (session === undefined) throw new Error("the session that was just made is not there");
  return session.user_id;
}

function codeNeeded(): AppError {
  return new AppError("UNAUTHORIZED", "A code of the authenticator app is needed", {
    errors: [{ field: "code", message: "is needed: two-factor sign-in is on" }],
  });
}
