import { Pool, types } from "pg";

import { type DatabaseLog, SILENT_LOG } from "./log.ts";
import { CONNECT_TIMEOUT } from "./open-client.ts";

/** How connections are opened. */
export interface PoolOptions {
  readonly log?: DatabaseLog;
  /** Connections at most; 10 unless told. */
  readonly max?: number;
  /** What the server's activity view shows; `minato` unless told. */
  readonly applicationName?: string;
}

/** Object id of the type `int8[]`; typed as a number because the driver's own list has no arrays. */
const INT8_ARRAY: number = 1016;

/**
 * Makes a pool of connections that open when they are needed: for threads of a process whose
 * `connect` met the server before. A lost connection is logged and replaced. Close with `end()`.
 * `int8` values arrive as numbers when they are safe integers and as bigints otherwise.
 */
export function openPool(url: string, options: PoolOptions = {}): Pool {
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
  return pool;
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
