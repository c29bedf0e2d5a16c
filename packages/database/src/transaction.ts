import { setTimeout as sleep } from "node:timers/promises";

import { DatabaseError as ServerError, type Pool, type PoolClient } from "pg";

import { DatabaseError } from "./database-error.ts";

const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";
const ATTEMPTS = 5;

/**
 * Runs `work` between `begin` and `commit` on one connection, and rolls back when it throws. After a
 * deadlock or a serialization failure the whole of `work` runs again, five times at most, so it must
 * have no effects outside the database. Throws what `work` threw, or `TRANSACTION_ABORTED` when it hid
 * a failed statement and nothing could be committed.
 */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(pool, work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      // Two that collided must not start again in step.
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

async function runOnce<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The pool does not listen while a connection is lent out; unheard, the event would end the process.
  const handleError = (error: Error) => (broken = error);
  client.on("error", handleError);
  try {
    await client.query("begin");
    const result = await work(client);
    const { command } = await client.query("commit");
    if (command !== "COMMIT") {
      throw new DatabaseError(
        "TRANSACTION_ABORTED",
        "a statement failed inside the transaction and the failure was not passed on",
      );
    }
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: Error) => {
      broken ??= rollbackError;
    });
    throw error;
  } finally {
    client.off("error", handleError);
    client.release(broken);
  }
}

/** The driver's error may be the cause of one that Drizzle threw. */
function isRetryable(error: unknown): boolean {
  for (let depth = 0, at = error; depth < 5 && at instanceof Error; depth++, at = at.cause) {
    if (at instanceof ServerError) {
      return at.code === SERIALIZATION_FAILURE || at.code === DEADLOCK_DETECTED;
    }
  }
  return false;
}
