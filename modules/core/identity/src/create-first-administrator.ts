import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import type { Caller } from "./caller.ts";
import { hashPassword, insertUser, NewUser } from "./create-user.ts";
import { hashCredential } from "./hash-credential.ts";
import { hasAdministrator, lockIdentity } from "./identity-lock.ts";

export const FirstAdministrator = NewUser.omit({ role: true }).extend({
  /** From the link that the start printed. */
  token: z.string().min(1).max(100),
});

/**
 * Makes the first administrator in exchange for a set-up token. Of many who try at once one
 * succeeds: throws CONFLICT when there is an administrator, FORBIDDEN for any other token.
 */
export async function createFirstAdministrator(
  ctx: Context,
  caller: Caller,
  { token, password, ...user }: z.output<typeof FirstAdministrator>,
): Promise<{ email: string }> {
  // Before the slow hashing, so that strangers cannot keep the process busy with it.
  await assertAllowed(ctx, ctx.db.$client, token);
  const passwordHash = await hashPassword(password);
  return transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    await assertAllowed(ctx, client, token);
    await client.query("delete from setup_tokens");
    const role = "administrator" as const;
    const administrator = { ...user, role, passwordHash, isVerified: true };
    const { email } = await insertUser(ctx, client, administrator, caller);
    return { email };
  });
}

async function assertAllowed(
  ctx: Context,
  client: Pick<PoolClient, "query">,
  token: string,
): Promise<void> {
  if (await hasAdministrator(client)) {
    throw new AppError("CONFLICT", "Set-up is complete: an administrator exists already");
  }
  const { rowCount } = await client.query(
    "select from setup_tokens where hash = $1 and expires_at > $2",
    [hashCredential(token), ctx.now()],
  );
  if (rowCount === 0) {
    throw new AppError("FORBIDDEN", "This set-up link is not valid; a restart prints a new one");
  }
}
