import type { Database } from "@minato/database";
import { AppError } from "@minato/kit";

import type { ListRequest } from "../search-engine.ts";
import { planConditions, writeFrom, type Query } from "./plan-query.ts";
import { readRequest } from "./read-request.ts";
import { runBounded } from "./run-bounded.ts";
import { loosenTextQuery } from "./text-query.ts";

const TIMEOUT_MS = 120_000;

/**
 * The ids of everything that a search in PostgreSQL would find, ascending and no more than the limit.
 * @throws {AppError} SERVICE_UNAVAILABLE when that takes too long
 */
export async function listPostgres(db: Database, request: ListRequest): Promise<number[]> {
  const { text, filters, isImpossible } = await readRequest(db.$client, request);
  if (isImpossible) return [];
  const ids = await list(db, { text, filters }, request.limit);
  if (ids.length > 0 || text === undefined || request.isTolerant !== true) return ids;
  const loose = loosenTextQuery(text);
  return loose === undefined ? ids : list(db, { text: loose, filters }, request.limit);
}

async function list(
  db: Database,
  query: Pick<Query, "text" | "filters">,
  limit: number,
): Promise<number[]> {
  const { parameters, list: conditions } = planConditions(query);
  const statement = {
    text: `select t.id ${writeFrom(conditions)} order by t.id limit ${parameters.add(limit, "int")}`,
    values: parameters.values,
  };
  const rows = await runBounded<{ id: number }>(db.$client, statement, TIMEOUT_MS);
  if (rows !== undefined) return rows.map(({ id }) => id);
  const message = "It takes too long to find everything; narrow the query";
  throw new AppError("SERVICE_UNAVAILABLE", message);
}
