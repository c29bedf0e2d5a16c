import type { FacetRequest, FacetValue } from "./facets.ts";
import type { Filter } from "./filters.ts";
import type { RankProfile, RankWeights } from "./rank.ts";
import type { TextQuery } from "./text-query.ts";

/** By relevance, or by a number or enum column; absent values come last either way. */
export interface SortOrder {
  column: string;
  order: "asc" | "desc";
}

/** What to look for. Plain data, so that it can be sent to another thread. */
export interface SearchRequest {
  /** As `parseQuery` reads it; absent for everything. */
  text?: TextQuery | undefined;
  filters?: readonly Filter[] | undefined;
  /** `relevance` unless told. Ties come newest, that is highest id, first. */
  sort?: "relevance" | SortOrder | undefined;
  /** How relevance weighs, `best` unless told. */
  rank?: RankProfile | RankWeights | undefined;
  /** 20 unless told. */
  limit?: number | undefined;
  offset?: number | undefined;
  facets?: readonly FacetRequest[] | undefined;
  /** Whether similar, joined and split words are tried when few documents have the words; true unless told. */
  isTolerant?: boolean | undefined;
  /** Seconds since 1970, for the age of documents; the current time unless told. */
  now?: number | undefined;
}

/** Which ids to list: all that a search with the same text and filters finds. */
export interface ListRequest extends Pick<SearchRequest, "text" | "filters" | "isTolerant"> {
  limit: number;
}

/** What was found. */
export interface SearchResult {
  ids: number[];
  /** Exactly so many documents match. */
  total: number;
  /** The values of each facet by its column. */
  facets: Record<string, FacetValue[]>;
  /** Whether similar words were tried. */
  wasTolerant: boolean;
  tookMs: number;
}

/** A search with fewer exact hits than this tries similar words. */
export const FEW_HITS = 5;

/** Queries with so many words try similar ones only when no document has the words. */
export const MANY_WORDS = 5;

/** The most results that one search answers. */
export const MAX_LIMIT = 10_000;
