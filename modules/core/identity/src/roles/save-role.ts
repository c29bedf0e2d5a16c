import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, SCOPES, type Context, type Scope } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import type { Caller } from "../caller.ts";
import "../context.ts";
import { lockIdentity } from "../identity-lock.ts";
import { randomText } from "../random-text.ts";
import { ADMINISTRATOR, GUEST, GUEST_SCOPES, RoleId } from "./role.ts";

const ID_LENGTH = 12;
const MAX_ROLES = 100;

export const NewRole = z.object({
  name: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(40, "must have at most 40 characters")
    .regex(/^[^\p{Cc}]*$/u, "must not hold control characters"),
  permissions: z
    .array(z.enum(SCOPES))
    .max(SCOPES.length)
    .transform((permissions) => SCOPES.filter((scope) => permissions.includes(scope))),
});

export const RoleChange = NewRole.partial().extend({ id: RoleId });

/** Makes a role and answers its id. */
export async function createRole(
  ctx: Context,
  caller: Caller,
  { name, permissions }: z.output<typeof NewRole>,
): Promise<{ id: string }> {
  assertGrantable(undefined, permissions);
  const id = randomText(ctx, ID_LENGTH);
  await transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    await assertFreeName(client, id, name);
    const { rows } = await client.query<{ count: number }>("select count(*)::int from roles");
    if ((rows[0]?.count ?? 0) >= MAX_ROLES) {
      throw new AppError("CONFLICT", `There are ${MAX_ROLES} roles already`);
    }
    await client.query(
      `insert into roles (id, name, permissions, created_at, updated_at)
       values ($1, $2, $3, $4, $4)`,
      [id, name, permissions, ctx.now()],
    );
    const act = { ...caller, action: "roles.create", object: name, after: { name, permissions } };
    await recordAudit(ctx, act, client);
  });
  return { id };
}

/** Changes what a role is called or may do; it counts in every process within a second. */
export async function updateRole(
  ctx: Context,
  caller: Caller,
  { id, ...change }: z.output<typeof RoleChange>,
): Promise<void> {
  if (change.permissions !== undefined) assertGrantable(id, change.permissions);
  await transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    const before = await findRole(client, id);
    const after = {
      name: change.name ?? before.name,
      permissions: change.permissions ?? before.permissions,
    };
    await assertFreeName(client, id, after.name);
    await client.query(
      "update roles set name = $2, permissions = $3, updated_at = $4 where id = $1",
      [id, after.name, after.permissions, ctx.now()],
    );
    const { name, permissions } = before;
    const act = { ...caller, action: "roles.update", object: name };
    await recordAudit(ctx, { ...act, before: { name, permissions }, after }, client);
  });
  ctx.identity.forgetPermissions();
}

/**
 * Removes a role that nobody has.
 * @throws {AppError} CONFLICT for one that somebody has, or that is built in
 */
export async function deleteRole(ctx: Context, caller: Caller, id: string): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    const { name, permissions, isBuiltIn, userCount } = await findRole(client, id);
    if (isBuiltIn) throw new AppError("CONFLICT", "Built-in roles cannot be removed");
    if (userCount > 0) {
      throw new AppError("CONFLICT", `${userCount} people have this role: give them another first`);
    }
    await client.query("delete from roles where id = $1", [id]);
    const act = { ...caller, action: "roles.delete", object: name };
    await recordAudit(ctx, { ...act, before: { name, permissions } }, client);
  });
}

interface RoleRow {
  name: string;
  permissions: Scope[];
  isBuiltIn: boolean;
  userCount: number;
}

async function findRole(client: PoolClient, id: string): Promise<RoleRow> {
  const { rows } = await client.query<RoleRow>(
    `select name, permissions, is_built_in as "isBuiltIn",
       (select count(*)::int from users where role = r.id) as "userCount"
     from roles r where id = $1`,
    [id],
  );
  const [role] = rows;
  if (role === undefined) throw new AppError("NOT_FOUND", "No role has this id");
  return role;
}

function refuse(message: string): never {
  throw new AppError("BAD_REQUEST", message, { errors: [{ field: "permissions", message }] });
}

/** `admin` stays with one role, so that there is always a last administrator to protect. */
function assertGrantable(id: string | undefined, permissions: readonly Scope[]): void {
  if (id === ADMINISTRATOR) refuse("The administrator may do everything; that cannot be changed");
  if (permissions.includes("admin")) refuse("Only the built-in administrator can hold admin");
  const tooMuch = permissions.filter((scope) => !GUEST_SCOPES.includes(scope));
  if (id === GUEST && tooMuch.length > 0) {
    refuse(`Guests can hold ${GUEST_SCOPES.join(", ")}, not ${tooMuch.join(", ")}`);
  }
}

async function assertFreeName(client: PoolClient, id: string, name: string): Promise<void> {
  const { rowCount } = await client.query(
    "select from roles where lower(name) = lower($1) and id <> $2",
    [name, id],
  );
  if (rowCount === 0) return;
  const errors = [{ field: "name", message: "is the name of another role" }];
  throw new AppError("CONFLICT", "Another role has this name", { errors });
}
