import type { Pool } from "pg";

import type { SearchRequest } from "../search-engine.ts";
import { findRelevant } from "./find-relevant.ts";
import { writeFullSort, writeMatches, writeWindow, type MatchesRow } from "./list-statements.ts";
import type { Page, Query } from "./plan-query.ts";
import { runBounded } from "./run-bounded.ts";
import type { TextQuery } from "./text-query.ts";
import { writeNewestWalk } from "./walk-newest.ts";
import { writeSeedersWalk } from "./walk-seeders.ts";

/** What every statement of a search is bounded by. */
export interface Bounds {
  pool: Pool;
  timeoutMs: number;
  /** Matches are counted exactly up to this number. */
  maxExact: number;
}

/** A page of the matches. */
export interface Matches {
  torrentIds: number[];
  total: number;
  totalIsExact: boolean;
}

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

/** Answers from a window of known cost, so without a time limit. */
export async function findInWindow(
  { pool, maxExact }: Bounds,
  query: Query,
  page: Page,
  knownTotal = 0,
): Promise<Matches> {
  const { text, values } = writeWindow(query, page, maxExact);
  const { rows } = await pool.query<MatchesRow>(text, values);
  const { total, ids } = rows[0] ?? { total: 0, ids: [] };
  return atLeast(ids, page, Math.min(maxExact, Math.max(total, knownTotal)));
}

/** A page of more matches than were counted. */
export function atLeast(torrentIds: number[], page: Page, counted: number): Matches {
  const seen = torrentIds.length === 0 ? 0 : page.offset + torrentIds.length;
  return { torrentIds, total: Math.max(counted, seen), totalIsExact: false };
}
