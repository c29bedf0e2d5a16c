/** PostgreSQL's own count of what takes it long: https://www.postgresql.org/docs/18/pgstatstatements.html */
import { existsSync } from "node:fs";
import path from "node:path";

import type { Binaries } from "./binaries.ts";
import { openClient } from "./open-client.ts";
import type { ServerSettings } from "./server-settings.ts";

const EXTENSION = "pg_stat_statements";

/** True when the platform's package holds the extension: a server that must load what is not there does not start. */
export function hasStatementCounter({ postgres }: Binaries): boolean {
  const root = path.resolve(path.dirname(postgres), "..");
  const control = `extension/${EXTENSION}.control`;
  return [`share/postgresql/${control}`, `share/${control}`].some((file) =>
    existsSync(path.join(root, file)),
  );
}

/** Counts the statements of programs, not set-up such as `ALTER ROLE`, whose texts may hold passwords. */
export const STATEMENT_COUNTER: ServerSettings = {
  shared_preload_libraries: EXTENSION,
  "pg_stat_statements.max": 1000,
  "pg_stat_statements.track_utility": "off",
};

/** Makes the counts readable in a database of a server that has loaded the extension. */
export async function readStatementCounter(url: string): Promise<void> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{ isLoaded: boolean }>(
      `select current_setting('shared_preload_libraries') like '%${EXTENSION}%' as "isLoaded"`,
    );
    // An adopted server may run with the settings of an older version.
    if (rows[0]?.isLoaded === true)
      await client.query(`create extension if not exists ${EXTENSION}`);
  } finally {
    await client.end();
  }
}
