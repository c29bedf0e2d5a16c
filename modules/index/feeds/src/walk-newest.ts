import type { Database } from "@minato/database";
import { runBounded } from "@minato/search/postgres/run-bounded";
import { readTextQuery } from "@minato/search/postgres/text-query";
import { writeNewestWalk } from "@minato/search/postgres/walk-newest";
import type { SearchFilters } from "@minato/search/search-engine";

/** A part of a walk. */
export interface WalkPage {
  filters: SearchFilters;
  limit: number;
  offset: number;
}

/** Matches that are counted; of more it is only known that there are more. */
const MAX_COUNTED = 1000;

/** The newest torrents along a feed index; undefined when that took too long. */
export async function walkNewest(
  db: Database,
  q: string | undefined,
  { filters, limit, offset }: WalkPage,
  timeoutMs: number,
): Promise<number[] | undefined> {
  const statement = writeNewestWalk(toQuery(q, filters), { limit, offset });
  const rows = await runBounded<{ id: number }>(db.$client, statement, timeoutMs);
  return rows?.map(({ id }) => id);
}

/** Counts by the same walk, up to a bound, where nothing but an index is read for it. */
export async function countNewest(
  db: Database,
  q: string | undefined,
  filters: SearchFilters,
  timeoutMs: number,
): Promise<number | undefined> {
  const hasMore = Object.entries(filters).some(
    ([name, value]) => name !== "categories" && value !== undefined,
  );
  if (q !== undefined || hasMore) return undefined;
  const walk = writeNewestWalk(toQuery(q, filters), { limit: MAX_COUNTED + 1, offset: 0 });
  const text = `select count(*)::int as total from (${walk.text}) counted`;
  const statement = { text, values: walk.values };
  const rows = await runBounded<{ total: number }>(db.$client, statement, timeoutMs);
  return rows?.[0]?.total;
}

function toQuery(q: string | undefined, filters: SearchFilters) {
  return { text: q === undefined ? undefined : readTextQuery(q), filters, order: "desc" as const };
}
