import type { Database } from "@minato/database";
import { AppError } from "@minato/kit";
import { writeConditions } from "@minato/search/postgres/conditions";
import { Parameters } from "@minato/search/postgres/parameters";
import { SORT_KEYS, writeFrom, writeOrder } from "@minato/search/postgres/plan-query";
import { runBounded } from "@minato/search/postgres/run-bounded";
import { readTextQuery } from "@minato/search/postgres/text-query";

import type { FeedQuery } from "./feed-query.ts";

interface FoundRow {
  total: number;
  ids: number[];
}

/**
 * Finds what fulfils several sets of filters that no single one can say, such as two lists of
 * categories that overlap in part. All matches are gathered and ordered; a text has no relevance
 * here.
 * @throws {AppError} SERVICE_UNAVAILABLE when that takes too long
 */
export async function findEverywhere(
  db: Database,
  query: FeedQuery,
  timeoutMs: number,
): Promise<{ torrentIds: number[]; total: number }> {
  const parameters = new Parameters();
  const text = query.q === undefined ? undefined : readTextQuery(query.q);
  const isEmpty = query.filters.some((set) =>
    Object.values(set).some((value) => Array.isArray(value) && value.length === 0),
  );
  if (isEmpty || (query.hasText && text === undefined)) return { torrentIds: [], total: 0 };
  const list = query.filters.flatMap((filters, index) =>
    writeConditions(parameters, index === 0 ? text : undefined, filters),
  );
  const sort = query.sort === undefined || query.sort === "relevance" ? "indexed" : query.sort;
  const key = SORT_KEYS[sort];
  const sql = `with matches as materialized
      (select t.id, ${key.sql} as key ${writeFrom(list, [key.table])})
    select (select count(*) from matches)::int as total,
      array(select id from matches order by ${writeOrder({ sort, order: query.order })}
        limit ${parameters.add(query.limit, "bigint")} offset ${parameters.add(query.offset, "bigint")}
      ) as ids`;
  const statement = { text: sql, values: parameters.values };
  const [row] = (await runBounded<FoundRow>(db.$client, statement, timeoutMs)) ?? [];
  if (row === undefined) {
    throw new AppError("SERVICE_UNAVAILABLE", "This search takes too long; narrow it down");
  }
  return { torrentIds: row.ids, total: row.total };
}
