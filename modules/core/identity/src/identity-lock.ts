import type { PoolClient } from "pg";

/** Lets one transaction at a time decide who the first administrator is or which key is the environment's. */
export async function lockIdentity(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('minato.identity', 0))");
}

/** True while somebody can administer; `client` may be the pool. */
export async function hasAdministrator(client: Pick<PoolClient, "query">): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    "select exists (select from users where role = 'administrator' and suspended_at is null) as found",
  );
  return rows[0]?.found === true;
}
