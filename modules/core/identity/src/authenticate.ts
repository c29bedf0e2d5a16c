import { AppError, type Context, type Principal } from "@minato/kit";

import "./context.ts";
import { hasSessionCookie } from "./auth-cookies.ts";
import { isSameCredential } from "./hash-credential.ts";
import { assertOwnOrigin } from "./request-origin.ts";
import { GUEST } from "./roles/role.ts";

/** What a request may prove its sender with. */
export interface Credentials {
  readonly headers: Headers;
  readonly url: URL;
  /** Accepts `apikey=` in the address: feeds and downloads only. */
  readonly allowQueryKey: boolean;
  /** Where the request comes from, as seen through trusted proxies. */
  readonly address: string;
  /** Where the cookie of a prolonged session goes; without it sessions are not prolonged. */
  readonly responseHeaders?: Headers | undefined;
}

const INTERNAL: Principal = {
  kind: "internal",
  name: "internal",
  userId: undefined,
  keyId: undefined,
  scopes: new Set(["ingest"]),
  requestsPerMinute: "unlimited",
};

/**
 * Finds out who sends a request: `X-Internal-Secret`, then `X-Api-Key`, `Authorization: Bearer`
 * (a key or an access token), `apikey=`, and the session cookie last. The first that is present decides.
 * @returns a guest, where guests may do something, or undefined for a request that presents
 *   nothing, or a session that has ended
 * @throws {AppError} UNAUTHORIZED for a wrong secret or key, FORBIDDEN for a session that another
 *   site tries to use
 */
export async function authenticate(
  ctx: Context,
  credentials: Credentials,
): Promise<Principal | undefined> {
  const { headers } = credentials;
  const internalSecret = headers.get("x-internal-secret");
  if (internalSecret !== null && internalSecret !== "") {
    return authenticateInternal(ctx, internalSecret);
  }
  const credential = findCredential(credentials);
  if (credential !== undefined) {
    const isToken = credential.isBearer && ctx.identity.tokens.isToken(credential.text);
    return isToken
      ? authenticateToken(ctx, credential.text)
      : authenticateKey(ctx, credential.text, credentials.address);
  }
  return (await authenticateSession(ctx, credentials)) ?? findGuest(ctx);
}

async function findGuest({ identity }: Context): Promise<Principal | undefined> {
  const scopes = await identity.permissions.ofGuests();
  if (scopes.size === 0) return undefined;
  return { kind: GUEST, name: GUEST, userId: undefined, keyId: undefined, scopes };
}

function authenticateInternal(ctx: Context, presented: string): Principal {
  const { internalSecret } = ctx.env;
  if (internalSecret === undefined || !isSameCredential(internalSecret, presented)) {
    throw new AppError("UNAUTHORIZED", "X-Internal-Secret is not valid");
  }
  return INTERNAL;
}

function findCredential({ headers, url, allowQueryKey }: Credentials) {
  const bearer = /^bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const query = allowQueryKey ? url.searchParams.get("apikey") : null;
  // An empty one counts as absent.
  const apiKey = headers.get("x-api-key");
  if (apiKey) return { text: apiKey, isBearer: false };
  if (bearer) return { text: bearer, isBearer: true };
  return query ? { text: query, isBearer: false } : undefined;
}

async function authenticateToken(ctx: Context, token: string): Promise<Principal> {
  const holder = await ctx.identity.tokens.find(token);
  if (holder !== undefined) return holder.principal;
  throw new AppError("UNAUTHORIZED", "The access token has ended or is not valid: refresh it");
}

async function authenticateKey(ctx: Context, key: string, address: string): Promise<Principal> {
  const principal = await ctx.identity.keys.find(key, address);
  if (principal === undefined) {
    throw new AppError(
      "UNAUTHORIZED",
      "The API key is not valid, was revoked, has expired or is not accepted from this address",
    );
  }
  ctx.identity.usage.count(principal.keyId);
  return principal;
}

async function authenticateSession(
  ctx: Context,
  { headers, responseHeaders }: Credentials,
): Promise<Principal | undefined> {
  if (!hasSessionCookie(headers)) return undefined;
  assertOwnOrigin(ctx.env, headers);
  const auth = await ctx.identity.auth();
  const session = await auth.findSession(headers, responseHeaders !== undefined);
  if (session === undefined) return undefined;
  const scopes = await ctx.identity.permissions.ofPerson(session.userId);
  if (scopes === undefined) return undefined;
  for (const cookie of session.cookies) responseHeaders?.append("set-cookie", cookie);
  return {
    kind: "user",
    name: session.email,
    userId: session.userId,
    keyId: undefined,
    scopes,
  };
}
