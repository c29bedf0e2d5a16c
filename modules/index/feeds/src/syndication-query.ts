import { AppError } from "@minato/kit";
import { SearchInput, toSearchFilters } from "@minato/search/search-input";
import type { z } from "zod";

import type { FeedQuery } from "./feed-query.ts";

const DEFAULT_LIMIT = 50;
/** Names that the parameters of a search have besides their own. */
const ALIASES: Readonly<Record<string, string>> = { cat: "category" };
const NAMES = new Map(
  Object.keys(SearchInput.shape).map((name) => [name.toLowerCase(), name] as const),
);
const MAX_PARAMETERS = 200;

/**
 * Reads the filters of a search out of the address of an RSS or Atom feed: those of
 * `GET /api/v1/search`, names in any case.
 * @throws {AppError} BAD_REQUEST with the parameters that are wrong
 */
export function readSyndicationQuery(query: Iterable<[string, string]>): FeedQuery {
  const parsed = SearchInput.safeParse(collect(query));
  if (!parsed.success) throw toBadRequest(parsed.error);
  const input = parsed.data;
  return {
    q: input.q,
    hasText: input.q !== undefined,
    filters: [toSearchFilters(input)],
    sort: input.sort,
    order: input.order ?? (input.sort === "title" ? "asc" : "desc"),
    limit: input.limit ?? DEFAULT_LIMIT,
    offset: input.offset ?? 0,
  };
}

/** Newest first, which is what a feed is, unless the query or its profile says otherwise. */
export function inFeedOrder(query: FeedQuery): FeedQuery {
  return query.sort === undefined ? { ...query, sort: "indexed" } : query;
}

function collect(query: Iterable<[string, string]>): Record<string, string | string[]> {
  const values: Record<string, string[]> = {};
  let count = 0;
  for (const [given, value] of query) {
    count += 1;
    if (count > MAX_PARAMETERS) {
      throw new AppError("BAD_REQUEST", `Expected at most ${MAX_PARAMETERS} parameters`);
    }
    const lower = given.toLowerCase();
    const name = NAMES.get(ALIASES[lower] ?? lower);
    // PostgreSQL refuses NUL; other controls are no words either.
    const text = value.replaceAll(/\p{Cc}/gu, " ").trim();
    if (name !== undefined && name !== "facets" && text !== "") (values[name] ??= []).push(text);
  }
  return Object.fromEntries(
    Object.entries(values).map(([name, list]) => [name, SINGLE.has(name) ? (list[0] ?? "") : list]),
  );
}

const SINGLE: ReadonlySet<string> = new Set(
  "q minSize maxSize minSeeders sort order limit offset".split(" "),
);

function toBadRequest(error: z.ZodError): AppError {
  const errors = error.issues.map(({ path, message }) => ({
    field: String(path[0] ?? "$"),
    message,
  }));
  const [first] = errors;
  return new AppError("BAD_REQUEST", `Incorrect parameter (${first?.field}: ${first?.message})`, {
    errors,
  });
}
