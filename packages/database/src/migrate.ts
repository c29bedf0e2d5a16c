import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import type { PoolClient } from "pg";

import type { Database } from "./connect.ts";
import { DatabaseError } from "./database-error.ts";

/** Any number will do, as long as every process takes the same one. */
const MIGRATION_LOCK = 7_420_001;

/**
 * Applies the migrations of a folder (as `drizzle-kit generate` writes them) that the database lacks, in
 * one transaction. Processes that start together take turns. Throws `MIGRATION_FAILED` with the
 * server's reason, also when the database holds migrations that the folder does not.
 */
export async function migrate(db: Database, folder: string): Promise<void> {
  const client = await db.$client.connect();
  let broken: Error | undefined;
  const handleError = (error: Error) => (broken = error);
  client.on("error", handleError);
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await refuseNewer(client, folder);
    await applyMigrations(drizzle({ client }), { migrationsFolder: folder });
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
  } catch (error) {
    // Closing the connection gives the lock back whatever state it is in.
    broken ??= error instanceof Error ? error : new Error(String(error));
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError("MIGRATION_FAILED", `migration failed: ${rootMessage(error)}`, {
      cause: error,
    });
  } finally {
    client.off("error", handleError);
    client.release(broken);
  }
}

async function refuseNewer(client: PoolClient, folder: string): Promise<void> {
  const table = "drizzle.__drizzle_migrations";
  const { rows: found } = await client.query<{ table: string | null }>(
    "select to_regclass($1)::text as table",
    [table],
  );
  if (found[0]?.table == null) return;
  const known = readMigrationFiles({ migrationsFolder: folder }).map(({ name }) => name);
  const { rows } = await client.query<{ name: string }>(
    `select name from ${table} where name <> all($1) order by id desc limit 1`,
    [known],
  );
  const [newer] = rows;
  if (newer === undefined) return;
  throw new DatabaseError(
    "MIGRATION_FAILED",
    `the database was made by a newer version: it holds migration ${newer.name}, which this version lacks`,
  );
}

function rootMessage(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at instanceof Error ? at.message : String(at);
}
