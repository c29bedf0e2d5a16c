import path from "node:path";

import { connect, migrate, startPostgres, type Database } from "@minato/database";
import type { Environment } from "@minato/kit";
import type { Logger } from "pino";

/** An open database and the end of its life. */
export interface OpenDatabase {
  db: Database;
  /** Closes the connections, and the embedded server when this process runs it. */
  close: () => Promise<void>;
}

/** How a process uses the embedded server. */
export interface DatabaseOptions {
  /** Join the server of another process instead of refusing (the command line). */
  share?: boolean;
  onProgress?: (step: string) => void;
}

const MIGRATIONS = path.join(import.meta.dirname, "../migrations");

/**
 * Opens the database of DATABASE_URL, or else the embedded one in the data directory, and brings
 * its tables up to date.
 * @throws {DatabaseError} with one clear line
 */
export async function startDatabase(
  env: Environment,
  log: Logger,
  options: DatabaseOptions = {},
): Promise<OpenDatabase> {
  const { share = false, onProgress = () => undefined } = options;
  const embedded =
    env.databaseUrl === undefined
      ? await startPostgres({
          directory: path.join(env.dataDir, "postgres"),
          log,
          share,
          onProgress,
        })
      : undefined;
  try {
    const url = embedded?.url ?? env.databaseUrl ?? "";
    const db = await connect(url, { log });
    onProgress("Bringing the tables up to date");
    await migrate(db, MIGRATIONS);
    return {
      db,
      async close() {
        await db.$client.end();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
