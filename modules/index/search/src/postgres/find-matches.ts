import type { SearchRequest } from "../search-engine.ts";
import type { KeyedFilters } from "./conditions.ts";
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
  request: SearchRequest & { filters: KeyedFilters },
): Promise<Matches> {
  const { filters, limit, offset } = request;
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
  const isFeed = query.text === undefined && hasOnlyCategories(query.filters);
  const counted = isFeed ? await countFeed(bounds, query) : undefined;
  let total = counted;
  if (counted === undefined || (counted <= maxExact && query.sort !== "indexed")) {
    const statement = writeMatches(query, page, maxExact);
    const [few] = (await runBounded<MatchesRow>(pool, statement, timeoutMs)) ?? [];
    if (few !== undefined && few.total <= maxExact) {
      return { torrentIds: few.ids, total: few.total, totalIsExact: true };
    }
    total = few?.total;
  }
  const rows = await runBounded<{ id: number }>(pool, writeOrdered(query, page), timeoutMs);
  if (rows === undefined) return findInWindow(bounds, query, page, total);
  const torrentIds = rows.map(({ id }) => id);
  if (total !== undefined && total <= maxExact) return { torrentIds, total, totalIsExact: true };
  return atLeast(torrentIds, page, total === undefined ? 0 : maxExact);
}

function hasOnlyCategories(filters: KeyedFilters): boolean {
  return Object.entries(filters).every(
    ([name, value]) => name === "categories" || value === undefined,
  );
}

/** Counts a feed, up to one more than the bound, by the walk that lists it. */
async function countFeed(bounds: Bounds, query: Query): Promise<number | undefined> {
  const walk = writeNewestWalk(
    { ...query, order: "desc" },
    { limit: bounds.maxExact + 1, offset: 0 },
  );
  const text = `select count(*)::int as total from (${walk.text}) counted`;
  const rows = await runBounded<{ total: number }>(
    bounds.pool,
    { text, values: walk.values },
    bounds.timeoutMs,
  );
  return rows?.[0]?.total;
}

function writeOrdered(query: Query, page: Page) {
  if (query.sort === "indexed") return writeNewestWalk(query, page);
  if (query.sort === "seeders" && query.order === "desc") return writeSeedersWalk(query, page);
  return writeFullSort(query, page);
}
