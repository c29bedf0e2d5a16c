import { parseEnvironment, type Context } from "@minato/kit";

import { createContext } from "../create-context.ts";
import { createLog } from "../create-log.ts";
import { modules } from "../modules.ts";
import { startDatabase } from "../start-database.ts";

/** How a command uses the database. */
export interface ContextOptions {
  /** False: refuses while a server runs over the same data directory. */
  share?: boolean;
}

/**
 * Runs `work` with the product's own context, over the database of a running server or one started
 * for the purpose, and closes everything afterwards.
 */
export async function withContext<T>(
  work: (ctx: Context) => Promise<T>,
  options: ContextOptions = {},
): Promise<T> {
  const env = parseEnvironment(process.env);
  const log = createLog("warn");
  const database = await startDatabase(env, log, {
    share: options.share ?? true,
    onProgress: (step) => process.stderr.write(`${step} …\n`),
  });
  try {
    // No command searches: the index belongs to the server.
    const owned = await createContext({
      env: { ...env, searchUrl: "postgres:" },
      log,
      db: database.db,
      modules,
    });
    try {
      return await work(owned.ctx);
    } finally {
      await owned.close();
    }
  } finally {
    await database.close();
  }
}
