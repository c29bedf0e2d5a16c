import type { SearchRequest } from "../search-engine.ts";
import { atLeast, findInWindow, type Bounds, type Matches } from "./find-in-window.ts";
import { findRelevant } from "./find-relevant.ts";
import { writeFullSort, writeMatches, type MatchesRow } from "./list-statements.ts";
import type { Page, Query } from "./plan-query.ts";
import { runBounded } from "./run-bounded.ts";
import type { TextQuery } from "./text-query.ts";
import { writeNewestWalk } from "./walk-newest.ts";
import { writeSeedersWalk } from "./walk-seeders.ts";

/**
 * Finds a page. Few matches are gathered and ordered; of many, an index is walked in the wanted
 * order. A search that takes too long is answered from the newest or best seeded torrents alone.
 */
export async function findMatches(
  bounds: Bounds,
  text: TextQuery | undefined,
  request: SearchRequest,
): Promise<Matches> {
  const { filters = {}, limit, offset } = request;
  const sort = request.sort ?? "relevance";
  if (sort === "relevance" && text !== undefined) {
    return findRelevant(bounds, { text, filters }, { limit, offset });
  }
  const query: Query = {
    text,
    filters,
    sort: sort === "relevance" ? "indexed" : sort,
    order: request.order ?? "desc",
  };
  return findOrdered(bounds, query, { limit, offset });
}

async function findOrdered(bounds: Bounds, query: Query, page: Page): Promise<Matches> {
  const { pool, timeoutMs, maxExact } = bounds;
  const gathered = await runBounded<MatchesRow>(
    pool,
    writeMatches(query, page, maxExact),
    timeoutMs,
  );
  const few = gathered?.[0];
  if (few !== undefined && few.total <= maxExact) {
    return { torrentIds: few.ids, total: few.total, totalIsExact: true };
  }
  const rows = await runBounded<{ id: number }>(pool, writeOrdered(query, page), timeoutMs);
  if (rows === undefined) return findInWindow(bounds, query, page, few?.total);
  return atLeast(
    rows.map(({ id }) => id),
    page,
    few === undefined ? 0 : maxExact,
  );
}

function writeOrdered(query: Query, page: Page) {
  if (query.sort === "indexed") return writeNewestWalk(query, page);
  if (query.sort === "seeders" && query.order === "desc") return writeSeedersWalk(query, page);
  return writeFullSort(query, page);
}
