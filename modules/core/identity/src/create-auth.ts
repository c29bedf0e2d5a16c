import type { Context } from "@minato/kit";
import { loadSecret } from "@minato/secrets/load-secret";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";

import { ADDRESS_HEADER, COOKIE_PREFIX, hasSecureCookies } from "./auth-cookies.ts";
import type { Auth, AuthRequest, FoundSession } from "./auth.ts";
import { randomText } from "./random-text.ts";
import { ROLES, accounts, sessions, users, verifications } from "./schema.ts";

const SESSION_SECONDS = 30 * 24 * 60 * 60;
const REFRESH_SECONDS = 24 * 60 * 60;
/** better-auth wants one address; ours are many, and the origin of each request is checked before. */
const PLACEHOLDER_ORIGIN = "http://minato.invalid";

/** Starts better-auth over our tables. Import this file lazily: what it brings is large and slow to load. */
export async function createAuth(ctx: Context): Promise<Auth> {
  const secret = await loadSecret(ctx.env);
  const basePath = `${ctx.env.basePath}/api/auth`;
  const auth = betterAuth({ ...staticOptions(ctx), secret, basePath });
  return {
    handle: (request) => auth.handler(toRequest(`${PLACEHOLDER_ORIGIN}${basePath}`, request)),
    async findSession(headers, refresh) {
      const { response, headers: answered } = await auth.api.getSession({
        headers,
        query: { disableRefresh: !refresh },
        returnHeaders: true,
      });
      if (response === null) return undefined;
      const { id, email, role } = response.user;
      const found: FoundSession = {
        userId: id,
        email,
        role: ROLES.find((known) => known === role) ?? "member",
        cookies: answered.getSetCookie(),
      };
      return found;
    },
  };
}

function staticOptions(ctx: Context) {
  return {
    baseURL: PLACEHOLDER_ORIGIN,
    database: drizzleAdapter(ctx.db, {
      provider: "pg",
      usePlural: true,
      schema: { users, sessions, accounts, verifications },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: {
      additionalFields: {
        role: { type: "string", required: false, defaultValue: "member", input: false },
      },
    },
    // Nothing that wants a fresh session is offered, except the list of one's own sessions.
    session: { expiresIn: SESSION_SECONDS, updateAge: REFRESH_SECONDS, freshAge: 0 },
    // Its memory of attempts is bounded; the address comes from us, see `toRequest`.
    rateLimit: {
      enabled: true,
      storage: "memory",
      customRules: {
        "/sign-in/email": { window: 60, max: 10 },
        "/change-password": { window: 60, max: 10 },
        "/get-session": false,
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: hasSecureCookies(ctx.env),
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: "lax",
        path: ctx.env.basePath === "" ? "/" : ctx.env.basePath,
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => randomText(ctx, 32) },
      // Stated because better-auth turns it off by itself while tests run.
      disableOriginCheck: false,
    },
    telemetry: { enabled: false },
    logger: {
      log(level, message, ...details) {
        ctx.log[level === "error" || level === "warn" ? level : "debug"]({ details }, message);
      },
    },
    onAPIError: {
      onError(error) {
        // What it did not foresee is a bug, and belongs to whoever handles those.
        if (!isAPIError(error)) throw error;
      },
    },
  } satisfies Parameters<typeof betterAuth>[0];
}

/** Rebuilds the request from what was checked, so that no header of a stranger gets through. */
function toRequest(base: string, { endpoint, method, headers, address, body }: AuthRequest) {
  const copied = ["cookie", "user-agent"].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return new Request(`${base}/${endpoint}`, {
    method,
    headers: new Headers([
      ...copied,
      ["origin", PLACEHOLDER_ORIGIN],
      [ADDRESS_HEADER, address],
      ...(body === undefined ? [] : [["content-type", "application/json"] as [string, string]]),
    ]),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
