/** Torznab requests (Newznab API 1.3, Torznab 1.3 draft) as the clients really send them. */

import { expandCategory } from "./categories.ts";
import { readEpisode } from "./episode-parameters.ts";
import type { EpisodeParameters } from "./episode-parameters.ts";
import { TORZNAB_ERRORS } from "./error-codes.ts";
import type { TorznabErrorCode } from "./error-codes.ts";
import {
  collectParameters,
  incorrect,
  ParameterError,
  readFlag,
  readIdentifiers,
  readInteger,
  readNumbers,
  readText,
  readWords,
  readYear,
} from "./parameters.ts";
import type { Parameters, QueryInput } from "./parameters.ts";

/** The search functions, as `t` names them. */
export const SEARCH_FUNCTIONS = ["search", "tvsearch", "movie", "music", "book"] as const;

/** One of the search functions. */
export type SearchFunction = (typeof SEARCH_FUNCTIONS)[number];

/** Parameter name of every catalogue whose ids a search may carry, by our name for it. */
export const ID_PARAMETERS = {
  imdb: "imdbid",
  tmdb: "tmdbid",
  tvdb: "tvdbid",
  tvmaze: "tvmazeid",
  tvrage: "rid",
  trakt: "traktid",
  douban: "doubanid",
} as const;

/** A catalogue of films or shows whose ids a search may carry. */
export type IdSource = keyof typeof ID_PARAMETERS;

/** What a search can be ordered by instead of its own order. */
export interface SortParameter {
  readonly by: "size" | "title" | "posted" | "seeders";
  readonly order: "asc" | "desc";
}

/** How many items a page has. */
export interface PageLimits {
  /** Items on a page when the request names no limit, or 0. */
  readonly default: number;
  /** Most items on a page; a higher limit is cut to it. */
  readonly max: number;
}

/** The same default and maximum, because Sonarr pages by the larger one and Prowlarr by the default. */
export const DEFAULT_LIMITS: PageLimits = { default: 100, max: 100 };

/** A request for the capabilities document. */
export interface CapsRequest {
  readonly function: "caps";
}

/**
 * A search. All given conditions hold together (AND), except `ids`, of which any may match (OR). A
 * search without conditions is the newest-first feed.
 */
export interface SearchRequest extends EpisodeParameters {
  readonly function: SearchFunction;
  /** Free text, at most 500 characters. */
  readonly q?: string | undefined;
  /** Known category ids, parents expanded to their children; empty matches nothing. */
  readonly categories?: readonly number[] | undefined;
  /** Ids by catalogue, an item matches if it has any of them; an id nobody knows matches nothing. */
  readonly ids?: Readonly<Partial<Record<IdSource, readonly number[]>>> | undefined;
  readonly year?: number | undefined;
  readonly genre?: string | undefined;
  readonly artist?: string | undefined;
  readonly album?: string | undefined;
  readonly label?: string | undefined;
  readonly track?: string | undefined;
  readonly author?: string | undefined;
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  /** Smallest size in bytes. */
  readonly minSize?: number | undefined;
  /** Largest size in bytes. */
  readonly maxSize?: number | undefined;
  /** Least age in days. */
  readonly minAgeDays?: number | undefined;
  /** Greatest age in days. */
  readonly maxAgeDays?: number | undefined;
  /** The order asked for with Newznab's `sort`. */
  readonly sort?: SortParameter | undefined;
  /** Items on the page, between 1 and the maximum. */
  readonly limit: number;
  /** Items before the page, at any depth. */
  readonly offset: number;
  /** Whether all attributes are asked for; `writeFeed` sends them in any case. */
  readonly extended: boolean;
  /** Names of attributes asked for; `writeFeed` sends all in any case. */
  readonly attributes?: readonly string[] | undefined;
}

/** What a client asks for. */
export type TorznabRequest = CapsRequest | SearchRequest;

/** The outcome of `parseTorznabRequest`. The key is apart so that a request can be logged. */
export type TorznabRequestResult =
  | { readonly ok: true; readonly apiKey: string | undefined; readonly request: TorznabRequest }
  | {
      readonly ok: false;
      readonly apiKey: string | undefined;
      readonly code: TorznabErrorCode;
      /** A sentence for the client's user that names the parameter. */
      readonly description: string;
    };

// Functions of the Newznab specification that have no meaning for torrents or are not offered.
const OTHER_FUNCTIONS = new Set(
  "details getnfo get cartadd cartdel comments commentadd register user".split(" "),
);
const MAX_AGE_DAYS = 36_525;
const SORT_NAMES: Readonly<Record<string, SortParameter["by"]>> = {
  size: "size",
  name: "title",
  title: "title",
  posted: "posted",
  date: "posted",
  seeders: "seeders",
  stats: "seeders",
};

/**
 * Parses the query of `GET …/api`. Never throws for anything in the query: a fault of the caller is
 * a result with `ok: false` and the error to answer. Parameters that the function does not know are
 * read all the same, so that an id beside `t=search` narrows the answer instead of being lost.
 */
export function parseTorznabRequest(
  query: QueryInput,
  limits: PageLimits = DEFAULT_LIMITS,
): TorznabRequestResult {
  let apiKey: string | undefined;
  try {
    const parameters = collectParameters(query);
    apiKey = parameters.get("apikey")?.[0];
    return { ok: true, apiKey, request: readRequest(parameters, limits) };
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    return { ok: false, apiKey, code: error.code, description: error.message };
  }
}

function readRequest(parameters: Parameters, limits: PageLimits): TorznabRequest {
  const name = parameters.get("t")?.[0]?.toLowerCase();
  if (name === undefined) {
    throw new ParameterError(TORZNAB_ERRORS.missingParameter, "Missing parameter (t)");
  }
  if (name === "caps") return { function: "caps" };
  const searchFunction = SEARCH_FUNCTIONS.find((known) => known === name);
  if (searchFunction) return readSearch(searchFunction, parameters, limits);
  if (OTHER_FUNCTIONS.has(name)) {
    throw new ParameterError(
      TORZNAB_ERRORS.functionNotAvailable,
      `Function not available (${name})`,
    );
  }
  throw new ParameterError(
    TORZNAB_ERRORS.noSuchFunction,
    `No such function (t: expected caps, ${SEARCH_FUNCTIONS.join(", ")})`,
  );
}

function readSearch(
  searchFunction: SearchFunction,
  parameters: Parameters,
  limits: PageLimits,
): SearchRequest {
  const limit = readInteger(parameters, "limit", limits.max);
  return {
    function: searchFunction,
    q: readText(parameters, "q"),
    categories: readCategories(parameters),
    ids: readIds(parameters),
    ...readEpisode(parameters),
    year: readYear(parameters, "year"),
    genre: readText(parameters, "genre"),
    artist: readText(parameters, "artist"),
    album: readText(parameters, "album"),
    label: readText(parameters, "label"),
    track: readText(parameters, "track"),
    author: readText(parameters, "author"),
    title: readText(parameters, "title"),
    publisher: readText(parameters, "publisher"),
    ...readRanges(parameters),
    sort: readSort(parameters),
    // Prowlarr's own search API forwards limit=0 for "not given".
    limit: limit || limits.default,
    offset: readInteger(parameters, "offset", Number.MAX_SAFE_INTEGER) ?? 0,
    extended: readFlag(parameters, "extended"),
    attributes: readWords(parameters, "attrs"),
  };
}

function readCategories(parameters: Parameters): readonly number[] | undefined {
  const ids = readNumbers(parameters, "cat");
  if (ids === undefined) return undefined;
  return [...new Set(ids.flatMap((id) => expandCategory(id)))];
}

function readIds(parameters: Parameters): SearchRequest["ids"] {
  const ids: Partial<Record<IdSource, readonly number[]>> = {};
  let isGiven = false;
  for (const source of Object.keys(ID_PARAMETERS) as IdSource[]) {
    const values = readIdentifiers(parameters, ID_PARAMETERS[source]);
    if (values === undefined) continue;
    ids[source] = values;
    isGiven = true;
  }
  return isGiven ? ids : undefined;
}

/** Reads `sort` as Newznab writes it: `size_desc`, `posted_asc`. */
function readSort(parameters: Parameters): SortParameter | undefined {
  const value = parameters.get("sort")?.[0]?.toLowerCase();
  if (value === undefined) return undefined;
  const [, name = "", order] = /^([a-z]+)_(asc|desc)$/.exec(value) ?? [];
  const by = Object.hasOwn(SORT_NAMES, name) ? SORT_NAMES[name] : undefined;
  if (by === undefined)
    throw incorrect("sort", "expected size, name, posted or seeders and _asc or _desc");
  return { by, order: order === "asc" ? "asc" : "desc" };
}

function readRanges(
  parameters: Parameters,
): Pick<SearchRequest, "minSize" | "maxSize" | "minAgeDays" | "maxAgeDays"> {
  const maxAgeDays = readInteger(parameters, "maxage", MAX_AGE_DAYS);
  const minAgeDays = readInteger(parameters, "minage", MAX_AGE_DAYS);
  const minSize = readInteger(parameters, "minsize", Number.MAX_SAFE_INTEGER);
  const maxSize = readInteger(parameters, "maxsize", Number.MAX_SAFE_INTEGER);
  // Prowlarr fills minage, minsize and maxsize from its MaxAge: a value equal to maxage is an echo
  // of it, and no release is that small. An upper bound of 0 means none.
  const isEcho = (value: number | undefined) => value === undefined || value === maxAgeDays;
  return {
    minSize: isEcho(minSize) ? undefined : minSize,
    maxSize: isEcho(maxSize) ? undefined : maxSize || undefined,
    minAgeDays: isEcho(minAgeDays) ? undefined : minAgeDays,
    maxAgeDays: maxAgeDays || undefined,
  };
}
