import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";

import { hashCredential } from "./hash-credential.ts";
import { hasAdministrator, lockIdentity } from "./identity-lock.ts";
import { randomText } from "./random-text.ts";

const TOKEN_LENGTH = 32;
const LIFETIME = 7 * 24 * 60 * 60 * 1000;
/** A process that keeps restarting must not fill the table. */
const MAX_TOKENS = 20;

/**
 * While nobody can administer, makes a token with which the first administrator can be made, once;
 * undefined when there is one. Every start has its own token, and any of them works.
 */
export async function prepareSetup(ctx: Context): Promise<string | undefined> {
  if (await hasAdministrator(ctx.db.$client)) return undefined;
  const token = randomText(ctx, TOKEN_LENGTH);
  return transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    if (await hasAdministrator(client)) return undefined;
    const now = ctx.now();
    await client.query(
      `delete from setup_tokens where expires_at <= $1 or hash not in
         (select hash from setup_tokens order by created_at desc limit $2)`,
      [now, MAX_TOKENS - 1],
    );
    await client.query(
      "insert into setup_tokens (hash, created_at, expires_at) values ($1, $2, $3)",
      [hashCredential(token), now, new Date(now.getTime() + LIFETIME)],
    );
    return token;
  });
}
