import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool, types } from "pg";

import { DatabaseError } from "./database-error.ts";
import { type DatabaseLog, SILENT_LOG } from "./log.ts";
import { CONNECT_TIMEOUT, openClient } from "./open-client.ts";

/** Drizzle over a pool of connections; `$client` is the pool, for our own SQL. Close with `$client.end()`. */
export type Database = NodePgDatabase & { readonly $client: Pool };

/** How to connect. */
export interface ConnectOptions {
  readonly log?: DatabaseLog;
  /** Connections at most; 10 unless told. */
  readonly max?: number;
  /** What the server's activity view shows; `minato` unless told. */
  readonly applicationName?: string;
}

/** The oldest server that works. */
export const OLDEST_MAJOR = 16;

/** Object id of the type `int8[]`; typed as a number because the driver's own list has no arrays. */
const INT8_ARRAY: number = 1016;

/**
 * Opens a pool after checking that the server answers and is recent enough; throws a
 * {@link DatabaseError}. A lost connection is logged and replaced. Close with `db.$client.end()`.
 * `int8` values arrive as numbers when they are safe integers and as bigints otherwise.
 */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Database> {
  await checkServer(url);
  useSafeIntegers();
  const { log = SILENT_LOG, max = 10, applicationName = "minato" } = options;
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
  });
  pool.on("error", (error) => {
    // `end` resolves before the last connections are closed; nobody misses those.
    if (!pool.ending) log.warn({ error }, "database connection lost");
  });
  return drizzle({ client: pool });
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

/** Drizzle asks the driver's global registry for parsers, so a parser on the pool would not reach it. */
function useSafeIntegers(): void {
  types.setTypeParser(types.builtins.INT8, parseInteger);
  types.setTypeParser(INT8_ARRAY, parseIntegers);
}

function parseInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function parseIntegers(text: string): (number | bigint | null)[] {
  if (text === "{}") return [];
  return text
    .slice(1, -1)
    .split(",")
    .map((element) => (element === "NULL" ? null : parseInteger(element)));
}
