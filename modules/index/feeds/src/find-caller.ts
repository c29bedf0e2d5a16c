import { AppError, hasScope, type Principal, type RequestContext, type Scope } from "@minato/kit";
import "@minato/identity/context";
import "@minato/limits/context";
import { networkOf } from "@minato/limits/limit-request";

import { feedsSettings } from "./config.ts";
import "./context.ts";

/**
 * Who calls: as the server found out, else whoever holds the key that stands where only feeds
 * accept one. Undefined for nobody.
 */
export async function findCaller(
  { ctx, principal, address }: RequestContext,
  key: string | undefined,
): Promise<Principal | undefined> {
  const isKnown = principal !== undefined && principal.kind !== "guest";
  if (isKnown || key === undefined || key === "") return principal;
  const found = await ctx.identity.keys.find(key, address);
  if (found !== undefined) ctx.identity.usage.count(found.keyId);
  return found;
}

/**
 * The request with its caller, who may do this and does not do it too often.
 * @throws {AppError} UNAUTHORIZED, FORBIDDEN or TOO_MANY_REQUESTS
 */
export async function assertCaller(
  request: RequestContext,
  key: string | undefined,
  scope: Scope,
  cost?: number,
): Promise<RequestContext & { principal: Principal }> {
  const principal = await findCaller(request, key);
  if (principal === undefined) throw new AppError("UNAUTHORIZED", "Send a valid apikey");
  if (!hasScope(principal, scope)) {
    throw new AppError("FORBIDDEN", `This needs the permission "${scope}"`);
  }
  assertRate(request, principal, cost);
  return { ...request, principal };
}

/**
 * Counts a request, or a part of one, against what its key may ask in a minute.
 * @throws {AppError} TOO_MANY_REQUESTS
 */
export function assertRate(
  { ctx, address }: RequestContext,
  principal: Principal,
  cost?: number,
): void {
  const { keyId, userId, requestsPerMinute: own } = principal;
  if (own === "unlimited") return;
  const perMinute = own ?? ctx.config(feedsSettings).requestsPerMinute;
  const caller = keyId === undefined ? `user ${userId ?? networkOf(address)}` : `key ${keyId}`;
  const kind = own === undefined ? "feeds" : "key";
  const { isAllowed, retryAfterSeconds } = ctx.limits.take(`${kind} ${caller}`, perMinute, cost);
  if (isAllowed) return;
  throw new AppError("TOO_MANY_REQUESTS", "This key asks too often", { retryAfterSeconds });
}
