/**
 * What a caller may do. Keys hold scopes, roles grant them, and every procedure and route asks for
 * one; `admin` contains all others.
 */
export const SCOPES = [
  "search",
  "feeds",
  "download",
  "ingest",
  "edit",
  "metrics",
  "admin",
] as const;

/** One permission. */
export type Scope = (typeof SCOPES)[number];

/** Who is calling, as far as the request proved it. */
export interface Principal {
  readonly kind: "user" | "key" | "internal" | "guest";
  /** Shown in audit rows: an e-mail address, the name of a key, or the name of an internal caller. */
  readonly name: string;
  readonly userId: string | undefined;
  readonly keyId: number | undefined;
  readonly scopes: ReadonlySet<Scope>;
  /** A limit of its own, in place of those of the server. */
  readonly requestsPerMinute?: number | "unlimited";
}

/** True when the caller holds the scope, directly or through `admin`. */
export function hasScope(principal: Principal | undefined, scope: Scope): boolean {
  return principal !== undefined && (principal.scopes.has(scope) || principal.scopes.has("admin"));
}
