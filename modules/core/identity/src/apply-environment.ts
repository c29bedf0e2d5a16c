import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { SYSTEM } from "./caller.ts";
import { hashPassword, insertUser, NewUser } from "./create-user.ts";
import { hashCredential } from "./hash-credential.ts";
import { hasAdministrator, lockIdentity } from "./identity-lock.ts";
import { parseInput } from "./parse-input.ts";
import { takeOverAccount } from "./take-over-account.ts";

const ENVIRONMENT_KEY = "environment";
const SHOWN_LENGTH = 4;

/**
 * Makes the database agree with `API_KEY`, `ADMIN_EMAIL` and `ADMIN_PASSWORD`. For the start of a
 * process that serves the API only: another may lack the variables without meaning to revoke.
 */
export async function applyEnvironment(ctx: Context): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    await applyKey(ctx, client);
  });
  await ensureAdministrator(ctx);
}

async function applyKey(ctx: Context, client: PoolClient): Promise<void> {
  const { apiKey } = ctx.env;
  const hash = apiKey === undefined ? undefined : hashCredential(apiKey);
  const { rows } = await client.query<{ id: number; prefix: string }>(
    `update api_keys set revoked_at = $1
     where is_environment and revoked_at is null and hash is distinct from $2
     returning id, prefix`,
    [ctx.now(), hash],
  );
  for (const { id, prefix } of rows) {
    const object = `${id} ${ENVIRONMENT_KEY}`;
    await recordAudit(
      ctx,
      { ...SYSTEM, action: "apiKeys.revoke", object, before: { prefix } },
      client,
    );
  }
  if (apiKey === undefined) return;
  const { rows: changed } = await client.query<{ id: number }>(
    `insert into api_keys (name, prefix, hash, scopes, created_at, is_environment)
     values ($1, $2, $3, '{admin}', $4, true)
     on conflict (hash) do update
     set scopes = excluded.scopes, is_environment = true, user_id = null,
         expires_at = null, revoked_at = null, networks = '{}', requests_per_minute = null,
         previous_hash = null, previous_expires_at = null
     where not api_keys.is_environment or api_keys.revoked_at is not null
     returning id`,
    [ENVIRONMENT_KEY, apiKey.slice(0, SHOWN_LENGTH), hash, ctx.now()],
  );
  for (const { id } of changed) {
    const object = `${id} ${ENVIRONMENT_KEY}`;
    await recordAudit(
      ctx,
      { ...SYSTEM, action: "apiKeys.create", object, after: { scopes: ["admin"] } },
      client,
    );
  }
}

async function ensureAdministrator(ctx: Context): Promise<void> {
  const { administrator } = ctx.env;
  if (administrator === undefined || (await hasAdministrator(ctx.db.$client))) return;
  const { password, ...user } = parseInput(NewUser, {
    ...administrator,
    name: administrator.email.slice(0, administrator.email.indexOf("@")),
    role: "administrator",
  });
  const passwordHash = await hashPassword(password);
  await transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    if (await hasAdministrator(client)) return;
    await client.query("delete from setup_tokens");
    if (await promote(ctx, client, user.email, passwordHash)) {
      ctx.log.warn({ email: user.email }, "member promoted to administrator by the environment");
      return;
    }
    await insertUser(ctx, client, { ...user, passwordHash, isVerified: true }, SYSTEM);
    ctx.log.info({ email: user.email }, "first administrator created from the environment");
  });
}

/**
 * Makes an administrator of the member whom ADMIN_EMAIL names. The environment knows the password:
 * whoever held the account before must not be an administrator by chance.
 */
async function promote(
  ctx: Context,
  client: PoolClient,
  email: string,
  passwordHash: string,
): Promise<boolean> {
  if (!(await takeOverAccount(ctx, client, email, passwordHash))) return false;
  await client.query(
    "update users set role = 'administrator', suspended_at = null where email = $1",
    [email],
  );
  const act = { ...SYSTEM, action: "users.promote", object: email };
  await recordAudit(ctx, { ...act, after: { role: "administrator" } }, client);
  return true;
}
