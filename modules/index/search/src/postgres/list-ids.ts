import type { Database } from "@minato/database";
import { AppError } from "@minato/kit";

import type { ListRequest } from "../search-engine.ts";
import { planConditions, writeFrom } from "./plan-query.ts";
import { runBounded } from "./run-bounded.ts";
import { loosenTextQuery, readTextQuery, type TextQuery } from "./text-query.ts";

const TIMEOUT_MS = 120_000;

/**
 * The ids of everything that a search in PostgreSQL would find, ascending and no more than the limit.
 * @throws {AppError} SERVICE_UNAVAILABLE when that takes too long
 */
export async function listPostgres(db: Database, request: ListRequest): Promise<number[]> {
  const hasText = request.q !== undefined && request.q.trim() !== "";
  const text = hasText ? readTextQuery(request.q ?? "") : undefined;
  const lists = Object.values(request.filters ?? {});
  const isImpossible = lists.some((value) => Array.isArray(value) && value.length === 0);
  if (isImpossible || (hasText && text === undefined)) return [];
  const ids = await list(db, text, request);
  if (ids.length > 0 || text === undefined) return ids;
  const loose = request.isTolerant === true ? loosenTextQuery(text) : undefined;
  return loose === undefined ? ids : list(db, loose, request);
}

async function list(
  db: Database,
  text: TextQuery | undefined,
  { filters = {}, limit }: ListRequest,
): Promise<number[]> {
  const { parameters, list: conditions } = planConditions({ text, filters });
  const statement = {
    text: `select t.id ${writeFrom(conditions)} order by t.id limit ${parameters.add(limit, "int")}`,
    values: parameters.values,
  };
  const rows = await runBounded<{ id: number }>(db.$client, statement, TIMEOUT_MS);
  if (rows !== undefined) return rows.map(({ id }) => id);
  throw new AppError(
    "SERVICE_UNAVAILABLE",
    "It takes too long to find everything; narrow the query",
  );
}
