import { AppError, type Context } from "@minato/kit";

import { cookiesOf } from "../auth-response.ts";
import type { Auth, AuthRequest, FoundSession } from "../auth.ts";
import "../context.ts";
import { noteSignIn } from "../note-sign-in.ts";
import type { Attempt } from "./sign-in-attempts.ts";

const CODE_ENDPOINTS = ["two-factor/verify-totp", "two-factor/verify-backup-code"];
const SIGN_IN_ENDPOINTS = [
  "sign-in/email",
  ...CODE_ENDPOINTS,
  "passkey/verify-authentication",
  "callback/oidc",
];

/** Runs a request to better-auth; one that could be a guess is counted, and refused after many. */
export async function guardRequest(
  ctx: Context,
  auth: Auth,
  request: AuthRequest,
  session: FoundSession | undefined,
  run: () => Promise<Response>,
): Promise<Response> {
  const attempt = await findAttempt(auth, request, session);
  if (attempt === undefined) return run();
  return ctx.identity.attempts.guard(attempt, async () => {
    if (attempt.kind === "code" && request.endpoint === "two-factor/verify-totp") {
      const { code } = request.body as { code: string };
      if (!(await ctx.identity.attempts.useCode(attempt.account, code))) {
        throw new AppError("UNAUTHORIZED", "This code was used before: wait for the next one");
      }
    }
    return run();
  });
}

/** After a sign-in the browser and its network are known for the account. */
export async function rememberSignIn(
  ctx: Context,
  auth: Auth,
  { endpoint, address, headers: sent }: AuthRequest,
  response: Response,
): Promise<Response> {
  if (!SIGN_IN_ENDPOINTS.includes(endpoint)) return response;
  const made = await auth.findSession(new Headers({ cookie: cookiesOf(response) }), false);
  if (made === undefined) return response;
  const headers = new Headers(response.headers);
  const { userId, sessionId: id } = made;
  const signIn = { userId, id, headers: sent, address, keepsCookies: true };
  headers.append("set-cookie", await noteSignIn(ctx, signIn));
  return new Response(response.body, { status: response.status, headers });
}

async function findAttempt(
  auth: Auth,
  { endpoint, body, address, headers }: AuthRequest,
  session: FoundSession | undefined,
): Promise<Attempt | undefined> {
  // Its fields were checked: those that are there are texts.
  const fields = (body ?? {}) as Partial<Record<string, string>>;
  const from = { address, headers };
  if (endpoint === "sign-in/email") {
    return { kind: "password", account: fields["email"] ?? "", ...from };
  }
  if (session !== undefined) {
    const isGuess = (fields["currentPassword"] ?? fields["password"]) !== undefined;
    return isGuess ? { kind: "confirmation", account: session.userId, ...from } : undefined;
  }
  if (!CODE_ENDPOINTS.includes(endpoint)) return undefined;
  const account = await auth.findChallenged(headers);
  return account === undefined ? undefined : { kind: "code", account, ...from };
}
