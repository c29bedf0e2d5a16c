import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Pool } from "pg";

import { DatabaseError } from "./database-error.ts";
import { openClient } from "./open-client.ts";
import { openPool, type PoolOptions } from "./open-pool.ts";

/** Drizzle over a pool of connections; `$client` is the pool, for our own SQL. Close with `$client.end()`. */
export type Database = NodePgDatabase & { readonly $client: Pool };

/** The oldest server that works. */
export const OLDEST_MAJOR = 16;

/**
 * Opens a pool after checking that the server answers and is recent enough; throws a
 * {@link DatabaseError}. A lost connection is logged and replaced. Close with `db.$client.end()`.
 * `int8` values arrive as numbers when they are safe integers and as bigints otherwise.
 */
export async function connect(url: string, options: PoolOptions = {}): Promise<Database> {
  await checkServer(url);
  return drizzle({ client: openPool(url, options) });
}

/** Throws a {@link DatabaseError} unless a usable server answers; returns its version such as 180004. */
export async function checkServer(url: string): Promise<number> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version,
              current_setting('server_encoding') as encoding`,
    );
    const { version = 0, encoding = "" } = rows[0] ?? {};
    if (version < OLDEST_MAJOR * 10_000) {
      throw new DatabaseError(
        "UNSUPPORTED_SERVER",
        `PostgreSQL ${Math.floor(version / 10_000)} is too old: ${OLDEST_MAJOR} or newer is needed`,
      );
    }
    if (encoding !== "UTF8") {
      throw new DatabaseError(
        "UNSUPPORTED_SERVER",
        `the database is encoded as ${encoding}: UTF8 is needed`,
      );
    }
    return version;
  } finally {
    await client.end();
  }
}
