import { SCOPES, type Scope } from "@minato/kit";
import { z } from "zod";

/** The role that may do everything; nobody can change what it may do. */
export const ADMINISTRATOR = "administrator";
/** What people are who register. */
export const MEMBER = "member";
/** What anybody is who is not signed in. */
export const GUEST = "guest";

/** What strangers can be allowed: everything else has to be answered for by somebody. */
export const GUEST_SCOPES: readonly Scope[] = ["search", "feeds", "download"];

/** A role by its id. */
export const RoleId = z.string().min(1).max(40);

/** A role as it is shown. */
export const Role = z.object({
  id: RoleId,
  name: z.string(),
  permissions: z.array(z.enum(SCOPES)),
  isBuiltIn: z.boolean(),
  userCount: z.int(),
});

/** The scopes that permissions stand for: `admin` contains all. */
export function expandPermissions(permissions: readonly Scope[]): ReadonlySet<Scope> {
  return new Set(permissions.includes("admin") ? SCOPES : permissions);
}

/** The scopes of a key that belongs to a person: never more than the person has. */
export function limitScopes(
  scopes: readonly Scope[],
  permissions: readonly Scope[],
): ReadonlySet<Scope> {
  const allowed = expandPermissions(permissions);
  return new Set([...expandPermissions(scopes)].filter((scope) => allowed.has(scope)));
}
