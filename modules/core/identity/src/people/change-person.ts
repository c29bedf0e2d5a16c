import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";

import type { Caller } from "../caller.ts";
import "../context.ts";
import { lockIdentity } from "../identity-lock.ts";
import { assertAdministratorLeft } from "../roles/assert-administrator-left.ts";
import { ADMINISTRATOR, GUEST } from "../roles/role.ts";

/** What is asked before an account goes. */
export interface RemovablePerson {
  id: string;
  email: string;
  role: string;
  suspended_at: Date | null;
}

interface PersonRow extends RemovablePerson {
  name: string;
}

/** What an administrator does to somebody's account, under the lock that keeps one administrator. */
type Change = (client: PoolClient, person: PersonRow) => Promise<void>;

/**
 * Gives somebody another role; it counts in every process within a second.
 * @throws {AppError} NOT_FOUND, CONFLICT for the last administrator
 */
export async function assignRole(
  ctx: Context,
  caller: Caller,
  userId: string,
  role: string,
): Promise<void> {
  await changePerson(ctx, userId, async (client, person) => {
    const { rowCount } = await client.query("select from roles where id = $1", [role]);
    if (rowCount === 0 || role === GUEST) {
      const message = role === GUEST ? "is for people who are not signed in" : "is no role";
      throw new AppError("BAD_REQUEST", `role ${message}`, {
        errors: [{ field: "role", message }],
      });
    }
    if (role === person.role) return;
    if (person.role === ADMINISTRATOR && person.suspended_at === null) {
      await assertAdministratorLeft(
        client,
        userId,
        "Somebody has to administer: make another first",
      );
    }
    await client.query("update users set role = $2, updated_at = $3 where id = $1", [
      userId,
      role,
      ctx.now(),
    ]);
    const act = { ...caller, action: "users.assignRole", object: person.email };
    await recordAudit(ctx, { ...act, before: { role: person.role }, after: { role } }, client);
  });
}

/**
 * Keeps somebody out until `resumePerson`: signs every device out and refuses their keys.
 * @throws {AppError} NOT_FOUND, CONFLICT for the last administrator
 */
export async function suspendPerson(ctx: Context, caller: Caller, userId: string): Promise<void> {
  await changePerson(ctx, userId, async (client, person) => {
    if (person.suspended_at !== null) return;
    await assertRemovable(client, person);
    await client.query("update users set suspended_at = $2, updated_at = $2 where id = $1", [
      userId,
      ctx.now(),
    ]);
    for (const table of ["sessions", "token_families"]) {
      await client.query(`delete from ${table} where user_id = $1`, [userId]);
    }
    await client.query("delete from verifications where value = $1", [userId]);
    await recordAudit(ctx, { ...caller, action: "users.suspend", object: person.email }, client);
  });
}

/** Lets somebody in again, who then signs in as before. */
export async function resumePerson(ctx: Context, caller: Caller, userId: string): Promise<void> {
  await changePerson(ctx, userId, async (client, person) => {
    if (person.suspended_at === null) return;
    await client.query("update users set suspended_at = null, updated_at = $2 where id = $1", [
      userId,
      ctx.now(),
    ]);
    await recordAudit(ctx, { ...caller, action: "users.resume", object: person.email }, client);
  });
}

/**
 * Deletes somebody's account with everything that hangs on it.
 * @throws {AppError} NOT_FOUND, CONFLICT for the last administrator
 */
export async function deletePerson(ctx: Context, caller: Caller, userId: string): Promise<void> {
  await changePerson(ctx, userId, async (client, person) => {
    await assertRemovable(client, person);
    await removeAccount(client, person);
    const { email, name, role } = person;
    const act = { ...caller, action: "users.delete", object: email, before: { name, role } };
    await recordAudit(ctx, act, client);
  });
}

/** Signs every device of somebody out and answers how many. */
export async function signPersonOut(
  ctx: Context,
  caller: Caller,
  userId: string,
): Promise<{ ended: number }> {
  let ended = 0;
  await changePerson(ctx, userId, async (client, { email }) => {
    for (const table of ["sessions", "token_families"]) {
      const { rowCount } = await client.query(`delete from ${table} where user_id = $1`, [userId]);
      ended += rowCount ?? 0;
    }
    const act = { ...caller, action: "users.signOut", object: email, after: { ended } };
    await recordAudit(ctx, act, client);
  });
  return { ended };
}

/** Deletes an account and what was on its way to it, in the caller's transaction. */
export async function removeAccount(
  client: PoolClient,
  { id, email }: { id: string; email: string },
): Promise<void> {
  await client.query("delete from verifications where value = $1", [id]);
  await client.query("delete from mail_messages where recipient = $1", [email]);
  await client.query("delete from users where id = $1", [id]);
}

/** Throws CONFLICT for the last administrator who is not suspended. */
export async function assertRemovable(
  client: PoolClient,
  { id, role, suspended_at: suspendedAt }: Omit<RemovablePerson, "email">,
): Promise<void> {
  if (role !== ADMINISTRATOR || suspendedAt !== null) return;
  await assertAdministratorLeft(
    client,
    id,
    "The last administrator cannot be removed: make another first",
  );
}

async function changePerson(ctx: Context, userId: string, change: Change): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    const { rows } = await client.query<PersonRow>(
      "select id, email, name, role, suspended_at from users where id = $1",
      [userId],
    );
    const [person] = rows;
    if (person === undefined) throw new AppError("NOT_FOUND", "Nobody has this id");
    await change(client, person);
  });
  ctx.identity.forgetPermissions();
}
