import type { Context } from "@minato/kit";
import { searchPostgres } from "@minato/search/postgres/postgres-engine";
import "@minato/search/context";
import type { SearchFilters, Sort } from "@minato/search/search-engine";
import { expandCategory, type SearchFunction, type SearchRequest } from "@minato/torznab";

/** A page of releases. */
export interface FoundReleases {
  torrentIds: number[];
  /** At least this many. */
  total: number;
}

/** What a function is about when the request names no category. */
const FUNCTION_CATEGORIES: Readonly<Record<SearchFunction, number | undefined>> = {
  search: undefined,
  tvsearch: 5000,
  movie: 2000,
  music: 3000,
  book: 7000,
};

/** A season number this high is a year of a daily show as well. */
const FIRST_AIR_YEAR = 1900;
const DAY_MS = 86_400_000;
/** A feed rather takes long than leaves something out. */
const FEED_TIMEOUT_MS = 5000;

/**
 * Finds what a Torznab request asks for. Without a text the answer comes from the database, newest
 * first, so that clients meet every release once however far a search engine lags behind.
 */
export async function findReleases(
  ctx: Context,
  request: SearchRequest,
  sort: Sort = "relevance",
): Promise<FoundReleases> {
  const { limit, offset } = request;
  const filters = toFilters(request, ctx.now());
  const text = toText(request);
  if (text !== undefined) return ctx.search.search({ q: text, filters, sort, limit, offset });
  return searchPostgres(
    ctx.db,
    { filters, sort: "indexed", limit, offset },
    { timeoutMs: FEED_TIMEOUT_MS },
  );
}

/** All texts together: of the work only the title of the release is known. */
function toText(request: SearchRequest): string | undefined {
  const { q, artist, album, track, label, author, title, publisher } = request;
  const texts = [q, artist, album, track, label, author, title, publisher];
  const text = texts.filter((one) => one !== undefined).join(" ");
  // Clients send whole titles: the blank keeps the last word from matching as a prefix.
  return text === "" ? undefined : `${text} `;
}

function toFilters(request: SearchRequest, now: Date): SearchFilters {
  const { season, episode, airDate, year, minSize, maxSize } = request;
  const category = FUNCTION_CATEGORIES[request.function];
  const daysAgo = (days: number | undefined) =>
    days === undefined ? undefined : new Date(now.getTime() - days * DAY_MS);
  return {
    categories:
      request.categories ?? (category === undefined ? undefined : expandCategory(category)),
    // Catalogues nobody gave us ids of match nothing, as an unknown id of the others does.
    externalIds: request.ids,
    season,
    airYear:
      season !== undefined && season >= FIRST_AIR_YEAR && episode === undefined
        ? season
        : undefined,
    episode,
    airDate,
    years: year === undefined ? undefined : [{ from: year, to: year }],
    minSize,
    maxSize,
    indexedFrom: daysAgo(request.maxAgeDays),
    indexedTo: daysAgo(request.minAgeDays),
  };
}
