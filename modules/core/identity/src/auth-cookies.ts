import type { Environment } from "@minato/kit";

export const COOKIE_PREFIX = "minato";
/** Carries the caller's address to better-auth; requests are rebuilt, so nobody else can set it. */
export const ADDRESS_HEADER = "x-minato-address";

/** True when people reach us over TLS; over plain HTTP a browser would drop secure cookies. */
export function hasSecureCookies(env: Pick<Environment, "publicUrl">): boolean {
  return env.publicUrl?.startsWith("https:") === true;
}

/** True when the request carries something that may be a session. */
export function hasSessionCookie(headers: Headers): boolean {
  return headers.get("cookie")?.includes(`${COOKIE_PREFIX}.session_token=`) === true;
}
