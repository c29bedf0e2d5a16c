import { SCOPES, type Scope } from "@minato/kit";

import type { UserRole } from "./schema.ts";

/** What each role may do. */
export const ROLE_SCOPES = {
  administrator: SCOPES,
  member: ["search", "feeds", "download"],
} as const satisfies Record<UserRole, readonly Scope[]>;

/** The scopes of a key that belongs to a user: never more than the user has. */
export function limitScopes(scopes: readonly Scope[], role: UserRole): ReadonlySet<Scope> {
  const allowed: ReadonlySet<Scope> = new Set(ROLE_SCOPES[role]);
  return new Set(
    (scopes.includes("admin") ? SCOPES : scopes).filter((scope) => allowed.has(scope)),
  );
}
