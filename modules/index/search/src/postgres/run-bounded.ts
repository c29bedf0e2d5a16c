import { transaction } from "@minato/database";
import { DatabaseError, type Pool, type QueryResultRow } from "pg";

/** A statement and its parameters. */
export interface Statement {
  text: string;
  values: unknown[];
}

const QUERY_CANCELED = "57014";

/**
 * Runs a statement within a time limit; undefined when the time was up. The statement is unnamed, so
 * that the planner knows its values: a rare word and a common one need different plans.
 */
export async function runBounded<Row extends QueryResultRow>(
  pool: Pool,
  { text, values }: Statement,
  timeoutMs: number,
): Promise<Row[] | undefined> {
  try {
    return await transaction(pool, async (client) => {
      await client.query(
        `set transaction read only; set local statement_timeout = ${Math.ceil(timeoutMs)}`,
      );
      return (await client.query<Row>(text, values)).rows;
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === QUERY_CANCELED) return undefined;
    throw error;
  }
}
