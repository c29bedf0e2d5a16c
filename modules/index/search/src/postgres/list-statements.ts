import {
  planConditions,
  SORT_KEYS,
  writeFrom,
  writeOrder,
  type Page,
  type Query,
} from "./plan-query.ts";
import type { Statement } from "./run-bounded.ts";

/** Torrents looked at when an ordered search took too long. */
export const WINDOW_SIZE = 20_000;

/** What one row of `writeMatches` and `writeWindow` holds. */
export interface MatchesRow {
  /** Matches, counted up to one more than the bound. */
  total: number;
  ids: number[];
}

/**
 * Gathers the matches up to a bound, counts them and orders them: everything there is to know about
 * a query that matches little, and for any other the fact that it matches much.
 */
export function writeMatches(query: Query, page: Page, bound: number): Statement {
  return writeGathered(query, page, bound, undefined);
}

/**
 * The same among the newest torrents only, or among the best seeded when these are wanted: its cost
 * is known before it runs.
 */
export function writeWindow(query: Query, page: Page, bound: number): Statement {
  const window =
    query.sort === "seeders" && query.order === "desc"
      ? `select t.* from torrent_attributes a join torrents t on t.id = a.torrent_id
         order by a.seed_bucket desc, a.torrent_id desc limit ${WINDOW_SIZE}`
      : `select t.* from torrents t order by t.indexed_at desc, t.id desc limit ${WINDOW_SIZE}`;
  return writeGathered(query, page, bound, window);
}

/** Orders all matches, however many; for orders that no index holds. */
export function writeFullSort(query: Query, page: Page): Statement {
  const { parameters, list } = planConditions(query);
  const key = SORT_KEYS[query.sort];
  const text = `select t.id, ${key.sql} as key ${writeFrom(list, [key.table])}
    order by ${writeOrder(query)}
    limit ${parameters.add(page.limit, "bigint")} offset ${parameters.add(page.offset, "bigint")}`;
  return { text, values: parameters.values };
}

function writeGathered(
  query: Query,
  page: Page,
  bound: number,
  window: string | undefined,
): Statement {
  const { parameters, list } = planConditions(query);
  const key = SORT_KEYS[query.sort];
  const from = writeFrom(list, [key.table], window === undefined ? undefined : "torrent_window t");
  const text = `with ${window === undefined ? "" : `torrent_window as materialized (${window}), `}
    matches as materialized (select t.id, ${key.sql} as key ${from} limit ${bound + 1})
    select (select count(*) from matches)::int as total,
      array(select id from matches order by ${writeOrder(query)}
        limit ${parameters.add(page.limit, "bigint")} offset ${parameters.add(page.offset, "bigint")}
      ) as ids`;
  return { text, values: parameters.values };
}
