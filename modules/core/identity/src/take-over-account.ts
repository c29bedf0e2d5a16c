import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { SYSTEM } from "./caller.ts";
import { hashPassword, insertPassword, Password } from "./create-user.ts";
import { parseInput } from "./parse-input.ts";

/**
 * Gives an account to whoever knows the new password, and to nobody else: every other way to sign
 * in to it ends, second factor included. For the operator of the server.
 * @returns false when nobody has this address
 */
export async function takeOverAccount(
  ctx: Context,
  client: PoolClient,
  email: string,
  passwordHash: string,
): Promise<boolean> {
  const { rows } = await client.query<{ id: string }>(
    `update users set email_verified = true, two_factor_enabled = false, updated_at = $2
     where email = $1 returning id`,
    [email, ctx.now()],
  );
  const [user] = rows;
  if (user === undefined) return false;
  for (const table of ["sessions", "token_families", "passkeys", "two_factors", "accounts"]) {
    await client.query(`delete from ${table} where user_id = $1`, [user.id]);
  }
  await client.query("delete from verifications where value = $1", [user.id]);
  await client.query(
    "update api_keys set revoked_at = $2 where user_id = $1 and revoked_at is null",
    [user.id, ctx.now()],
  );
  await insertPassword(ctx, client, user.id, passwordHash);
  return true;
}

/**
 * Lets somebody in who lost their password or second factor, from the command line.
 * @throws {AppError} BAD_REQUEST for the password, NOT_FOUND for the address
 */
export async function rescueUser(ctx: Context, email: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(parseInput(Password, password));
  const address = email.trim().toLowerCase();
  await transaction(ctx.db.$client, async (client) => {
    if (!(await takeOverAccount(ctx, client, address, passwordHash))) {
      throw new AppError("NOT_FOUND", `Nobody has the e-mail address ${address}`);
    }
    await recordAudit(ctx, { ...SYSTEM, action: "users.rescue", object: address }, client);
  });
}
