import type { SearchFilters, Sort } from "@minato/search/search-engine";
import { expandCategory, type SearchFunction, type SearchRequest } from "@minato/torznab";

import { toSearchFilters, type ProfileDefinition } from "./profile.ts";

/** What a feed of any form asks the index. */
export interface FeedQuery {
  /** Words of the title, those that must not be there with a hyphen. */
  q: string | undefined;
  /** Whether `q` asks for a word; false when it only excludes some. */
  hasText: boolean;
  /** All of them hold. */
  filters: readonly SearchFilters[];
  /** Undefined: by relevance with a text, else newest first. */
  sort: Sort | undefined;
  order: "asc" | "desc";
  limit: number;
  offset: number;
}

/** What a function is about when the request names no category. */
const FUNCTION_CATEGORIES: Readonly<Record<SearchFunction, number | undefined>> = {
  search: undefined,
  tvsearch: 5000,
  movie: 2000,
  music: 3000,
  book: 7000,
};

const SORTS = { size: "size", title: "title", posted: "indexed", seeders: "seeders" } as const;

/** A season number this high is a year of a daily show as well. */
const FIRST_AIR_YEAR = 1900;
const DAY_MS = 86_400_000;

/** What a Torznab request asks the index. */
export function toFeedQuery(request: SearchRequest, now: Date): FeedQuery {
  const text = joinTexts(request);
  return {
    q: text,
    hasText: text !== undefined,
    filters: [toFilters(request, now)],
    sort: request.sort && SORTS[request.sort.by],
    order: request.sort?.order ?? "desc",
    limit: request.limit,
    offset: request.offset,
  };
}

/** The same within a profile, in the profile's order unless the query has one of its own. */
export function narrowQuery(
  query: FeedQuery,
  profile: Pick<ProfileDefinition, "filters" | "sort"> | undefined,
): FeedQuery {
  if (profile === undefined) return query;
  const blocked = (profile.filters.blockedWords ?? []).map((word) => `-${word}`);
  // A leading "the" is optional only where it leads.
  const words = blocked.length > 0 ? query.q?.replace(/^\s*the\s+(?=\S)/i, "") : query.q;
  const q = [...blocked, words].filter((part) => part !== undefined).join(" ");
  return {
    ...query,
    q: q === "" ? undefined : q,
    filters: [...query.filters, toSearchFilters(profile.filters)],
    sort: query.sort ?? profile.sort,
    order: query.sort === undefined && profile.sort === "title" ? "asc" : query.order,
  };
}

/** All texts together: of the work only the title of the release is known. */
function joinTexts(request: SearchRequest): string | undefined {
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
