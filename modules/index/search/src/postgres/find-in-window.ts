import type { Pool } from "pg";

import { writeWindow, type MatchesRow } from "./list-statements.ts";
import type { Page, Query } from "./plan-query.ts";

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
