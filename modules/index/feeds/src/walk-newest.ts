import type { Database } from "@minato/database";
import { runBounded, type Statement } from "@minato/search/postgres/run-bounded";
import { readTextQuery } from "@minato/search/postgres/text-query";
import { writeNewestWalk } from "@minato/search/postgres/walk-newest";
import type { SearchFilters } from "@minato/search/search-engine";

/** A part of a walk. */
export interface WalkPage {
  q: string | undefined;
  filters: SearchFilters;
  limit: number;
  offset: number;
}

/** What a walk found. */
export interface Walked {
  /** One more than the limit when there is more. */
  torrentIds: number[];
  /** How many there are from the newest on; undefined when nobody counted. */
  counted: number | undefined;
}

interface WalkRow {
  counted: number;
  ids: number[];
}

/** Matches that are counted; of more it is only known that there are more. */
const MAX_COUNTED = 1000;

/** The newest torrents along a feed index; undefined when that took too long. */
export async function walkNewest(
  db: Database,
  page: WalkPage,
  timeoutMs: number,
): Promise<Walked | undefined> {
  if (isPlain(page) && page.offset + page.limit <= MAX_COUNTED) return walkAndCount(db, page);
  const statement = write(page, page.limit + 1, page.offset);
  const rows = await runBounded<{ id: number }>(db.$client, statement, timeoutMs);
  return rows && { torrentIds: rows.map(({ id }) => id), counted: undefined };
}

/** One short walk of an index gives the page and the count; its cost needs no bound. */
async function walkAndCount(db: Database, page: WalkPage): Promise<Walked> {
  const walk = write(page, MAX_COUNTED + 1, 0);
  // Neither is text from outside.
  const text = `with walk as materialized (${walk.text})
    select (select count(*) from walk)::int as counted,
      array(select id from walk limit ${page.limit + 1} offset ${page.offset}) as ids`;
  const { rows } = await db.$client.query<WalkRow>(text, walk.values);
  return { torrentIds: rows[0]?.ids ?? [], counted: rows[0]?.counted };
}

/** Whether nothing but an index is read. */
function isPlain({ q, filters }: WalkPage): boolean {
  const others = Object.entries(filters).filter(([name]) => name !== "categories");
  return q === undefined && others.every(([, value]) => value === undefined);
}

function write({ q, filters }: WalkPage, limit: number, offset: number): Statement {
  const text = q === undefined ? undefined : readTextQuery(q);
  return writeNewestWalk({ text, filters, order: "desc" }, { limit, offset });
}
