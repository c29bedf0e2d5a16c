import type { Context } from "@minato/kit";
import { searchPostgres } from "@minato/search/postgres/postgres-engine";
import "@minato/search/context";

import "./context.ts";
import type { SearchFilters } from "@minato/search/search-engine";

import type { FeedQuery } from "./feed-query.ts";
import { findEverywhere } from "./find-everywhere.ts";
import { mergeFilters } from "./merge-filters.ts";
import { walkNewest } from "./walk-newest.ts";

/** A page of releases. */
export interface FoundReleases {
  torrentIds: number[];
  /** At least this many; more than the page's end when there is more. */
  total: number;
  /** Remembers where the page ended, once its items are loaded. */
  finish: (indexedAt: readonly Date[]) => void;
}

/** A feed rather takes long than leaves something out. */
const FEED_TIMEOUT_MS = 5000;
/** A walk that finds little in this time gives way to gathering all matches. */
const WALK_TIMEOUT_MS = 400;
/** Few torrents fulfil one of these: they are gathered and ordered. */
const SELECTIVE = [
  "externalIds",
  "season",
  "airYear",
  "episode",
  "airDate",
  "years",
  "sources",
  "groups",
] as const;

/**
 * Finds what a feed asks for. Without a text the answer comes from the database, newest first, so
 * that clients meet every release once however far a search engine lags behind.
 * @param reader who pages, for continuing where its last page ended
 */
export async function findReleases(
  ctx: Context,
  query: FeedQuery,
  reader: string,
): Promise<FoundReleases> {
  const { limit, offset, order } = query;
  const filters = mergeFilters(query.filters);
  if (filters === undefined) {
    return withoutMark(await findEverywhere(ctx.db, query, FEED_TIMEOUT_MS));
  }
  if (query.hasText) {
    const request = { q: query.q, filters, limit, offset };
    const sorted = query.sort === undefined ? {} : { sort: query.sort, order };
    return withoutMark(await ctx.search.search({ ...request, ...sorted }));
  }
  if (Object.values(filters).some((value) => Array.isArray(value) && value.length === 0)) {
    return withoutMark({ torrentIds: [], total: 0 });
  }
  if ((query.sort ?? "indexed") === "indexed" && order === "desc" && !isSelective(filters)) {
    const walked = await findNewest(ctx, query, filters, reader);
    if (walked !== undefined) return walked;
  }
  const request = { q: query.q, filters, sort: query.sort ?? ("indexed" as const), order };
  return withoutMark(
    await searchPostgres(ctx.db, { ...request, limit, offset }, { timeoutMs: FEED_TIMEOUT_MS }),
  );
}

/** Newest first along an index, from where the reader's last page ended if it is known. */
async function findNewest(
  ctx: Context,
  query: FeedQuery,
  filters: SearchFilters,
  reader: string,
): Promise<FoundReleases | undefined> {
  const { limit, offset, q } = query;
  const walk = JSON.stringify([reader, q, filters]);
  const mark = ctx.feeds.marks.find(walk, offset, ctx.now());
  const page =
    mark === undefined
      ? { q, filters, limit, offset }
      : {
          q,
          filters: { ...filters, indexedTo: earlier(filters.indexedTo, mark.before) },
          limit,
          offset: mark.skip,
        };
  const isNear = offset === 0 || mark !== undefined;
  const found = await walkNewest(ctx.db, page, isNear ? WALK_TIMEOUT_MS : FEED_TIMEOUT_MS);
  if (found === undefined) return undefined;
  const torrentIds = found.torrentIds.slice(0, limit);
  const seen = found.torrentIds.length === 0 ? 0 : offset + found.torrentIds.length;
  const total = Math.max(found.counted ?? mark?.total ?? 0, seen);
  const count = torrentIds.length;
  return {
    torrentIds,
    total,
    finish: (indexedAt) =>
      ctx.feeds.marks.add(walk, { offset, count, mark, indexedAt, total }, ctx.now()),
  };
}

function isSelective(filters: SearchFilters): boolean {
  return SELECTIVE.some((name) => filters[name] !== undefined);
}

function earlier(left: Date | undefined, right: Date): Date {
  return left !== undefined && left < right ? left : right;
}

function withoutMark({
  torrentIds,
  total,
}: {
  torrentIds: number[];
  total: number;
}): FoundReleases {
  return { torrentIds, total, finish: () => undefined };
}
