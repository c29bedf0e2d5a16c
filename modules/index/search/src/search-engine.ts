import type {
  ContentType,
  Source as ReleaseSource,
  Verdict,
  VideoCodec,
} from "@minato/release-title";
import type { QueryToken } from "@minato/search-text";

import type { HdrFormat } from "./hdr-formats.ts";
import type { AgeBucket, SizeBucket } from "./value-buckets.ts";

/** What results can be counted by. */
export const FACETS = [
  "type",
  "category",
  "resolution",
  "codec",
  "language",
  "year",
  "source",
  "group",
  "quality",
  "hdr",
  "size",
  "age",
  "verdict",
  "tag",
] as const;

/** One thing results can be counted by. */
export type FacetName = (typeof FACETS)[number];

/** What results can be ordered by; `relevance` without a text is `indexed`. */
export const SORTS = ["relevance", "seeders", "size", "published", "indexed", "title"] as const;

/** One order of results. */
export type Sort = (typeof SORTS)[number];

/** What relevance prefers among the results that hold the words. */
export const RANKS = ["best", "healthiest", "newest"] as const;

/** A preference of relevance. */
export type Rank = (typeof RANKS)[number];

/** A span of years, both ends included; an absent end is open. */
export interface YearRange {
  from?: number | undefined;
  to?: number | undefined;
}

/** Ids of works by catalogue; a torrent matches with any of them. */
export interface ExternalIds {
  imdb?: readonly number[] | undefined;
  tmdb?: readonly number[] | undefined;
  tvdb?: readonly number[] | undefined;
  tvmaze?: readonly number[] | undefined;
}

/**
 * What results must fulfil, all of it together; the values of one list are alternatives, and an
 * empty list matches nothing. A torrent that is not classified yet fulfils no filter on attributes.
 */
export interface SearchFilters {
  /** Newznab categories, parents expanded to their children. */
  categories?: readonly number[] | undefined;
  types?: readonly ContentType[] | undefined;
  /** Lines. */
  resolutions?: readonly number[] | undefined;
  codecs?: readonly VideoCodec[] | undefined;
  /** ISO 639-1. */
  languages?: readonly string[] | undefined;
  years?: readonly YearRange[] | undefined;
  /** Names. */
  sources?: readonly string[] | undefined;
  /** Release groups. */
  groups?: readonly string[] | undefined;
  verdicts?: readonly Verdict[] | undefined;
  tags?: readonly string[] | undefined;
  /** Hidden torrents alone; without it none of them. Only the database knows them. */
  hidden?: "yes" | undefined;
  /** Where the picture or sound was taken from. */
  qualities?: readonly ReleaseSource[] | undefined;
  hdr?: readonly HdrFormat[] | undefined;
  /** Leaves an unknown size out. */
  sizes?: readonly SizeBucket[] | undefined;
  /** By when torrents entered the index. */
  ages?: readonly AgeBucket[] | undefined;
  /** Bytes; leaves an unknown size out. */
  minSize?: number | undefined;
  maxSize?: number | undefined;
  /** Leaves an unknown number out. */
  minSeeders?: number | undefined;
  indexedFrom?: Date | undefined;
  indexedTo?: Date | undefined;
  season?: number | undefined;
  /** An alternative to `season`: anything aired in this year. */
  airYear?: number | undefined;
  /** Leaves season packs out. */
  episode?: number | undefined;
  /** YYYY-MM-DD. */
  airDate?: string | undefined;
  externalIds?: ExternalIds | undefined;
}

/** What to look for and which part of it to answer. */
export interface SearchRequest {
  /** Free text; absent or blank for no text. Text without a single word matches nothing. */
  q?: string | undefined;
  filters?: SearchFilters | undefined;
  /** `relevance` with a text and `indexed` without one unless told. */
  sort?: Sort | undefined;
  /** `desc` unless told; relevance knows only `desc`. */
  order?: "asc" | "desc" | undefined;
  /** `best` unless told; PostgreSQL knows only that. */
  rank?: Rank | undefined;
  limit: number;
  offset: number;
  facets?: readonly FacetName[] | undefined;
  /** Tries similar words when nothing has these. */
  isTolerant?: boolean | undefined;
}

/** Which ids to list. */
export type ListRequest = Pick<SearchRequest, "q" | "filters" | "isTolerant" | "limit">;

/** How many results have a value. */
export interface FacetValue {
  value: string | number;
  count: number;
}

/** The values of each facet, the most frequent first. */
export type Facets = Partial<Record<FacetName, FacetValue[]>>;

/** A part of a text as the engine understood it. */
export interface QueryPart {
  kind: "words" | "phrase" | "any" | "filter" | "custom";
  /** The name in front of the colon. */
  key?: string;
  /** What was typed, without key, minus and quotes. */
  value: string;
  isExcluded: boolean;
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** What was found. */
export interface SearchResult {
  torrentIds: number[];
  /** At least this many. */
  total: number;
  totalIsExact: boolean;
  facets: Facets;
  tookMs: number;
  /** What the titles were searched for; for highlights. */
  terms: readonly QueryToken[];
  /** Whether similar words were tried too. */
  wasTolerant?: boolean;
  /** Absent without a text and from engines that know no keys. */
  parsed?: readonly QueryPart[];
}

/** Whether an engine can answer. */
export interface SearchHealth {
  /** `embedded`, `postgres`, or the name of the server. */
  engine: string;
  status: "ready" | "starting" | "degraded";
  /** Why, for a person. */
  reason?: string;
  /** Torrents in an index of its own. */
  indexed?: number;
  /** Share of a rebuild under way that is done, 0 to 1. */
  progress?: number;
  /** Age of the oldest change that is not in the index yet; 0 for none. */
  lagSeconds?: number;
  /** Changed torrents that are not in the index yet. */
  pending?: number;
}

/** Finds torrents; every driver answers the same requests. */
export interface SearchEngine {
  search(request: SearchRequest): Promise<SearchResult>;
  /**
   * Ids of everything that `search` would find, no more than `limit`, in one pass; absent where only
   * pages can be asked for.
   */
  list?(request: ListRequest): Promise<number[]>;
  /** Different titles that match what was typed so far, the best seeded first. */
  suggest(q: string, limit: number): Promise<string[]>;
  /** Tells that torrents are about to change, so that they are found soon after. */
  expectChanges(): void;
  health(): Promise<SearchHealth>;
  close(): Promise<void>;
}
