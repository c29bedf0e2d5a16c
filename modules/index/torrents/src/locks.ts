import type { PoolClient } from "pg";

const TORRENTS_LOCK = 7_420_002;

/** Held by writers that refer to torrents by id: none of those is deleted until they commit. */
export async function lockAgainstDeletion(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock_shared($1)", [TORRENTS_LOCK]);
}

/** Held while torrents are deleted or merged. */
export async function lockForDeletion(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [TORRENTS_LOCK]);
}
