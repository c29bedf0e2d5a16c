import {
  parseQuery,
  type Clause,
  type CustomValue,
  type Filter,
  type ParsedQuery,
  type SearchRequest as IndexRequest,
  type SearchResult as IndexResult,
  type TextQuery,
} from "@minato/search-index";
import type { QueryToken } from "@minato/search-text";
import type { Pool } from "pg";

import { findIdsOfHash, findIdsOfWorks } from "./query/find-ids.ts";
import { QUERY_KEYS } from "./query/query-keys.ts";
import { readFacets, writeFacetRequests } from "./query/read-facets.ts";
import { writeFilters } from "./query/write-filters.ts";
import { readWorkId } from "./read-work-id.ts";
import type { SearchRequest, SearchResult } from "./search-engine.ts";

/** What was found by an index for what a text and filters were understood as. */
export interface FoundPage extends Pick<IndexResult, "ids" | "total" | "facets" | "wasTolerant"> {
  /** Exact unless told. */
  totalIsExact?: boolean;
}

/** Reads a text and its filters, has an index find them, and answers as every engine does. */
export async function answerSearch(
  pool: Pool,
  request: SearchRequest,
  findPage: (query: IndexRequest) => Promise<FoundPage>,
): Promise<SearchResult> {
  const startedAt = performance.now();
  const { filters = {}, q = "" } = request;
  const parsed = parseQuery(q, QUERY_KEYS);
  const facets = request.facets ?? [];
  const isBlank = q.trim() === "";
  const result: SearchResult = {
    torrentIds: [],
    total: 0,
    totalIsExact: true,
    facets: readFacets(facets, {}),
    tookMs: 0,
    terms: listTerms(parsed.text),
    ...(isBlank ? {} : { parsed: parsed.chips }),
  };
  const hasEmptyList = Object.values(filters).some((value) => isEmptyList(value));
  // A text of which nothing can be searched for finds nothing.
  if (hasEmptyList || (!isBlank && parsed.chips.length === 0)) return result;
  const conditions = [...writeFilters(filters), ...parsed.filters];
  conditions.push(...(await findIdConditions(pool, request, parsed)));
  const found = await findPage({
    text: parsed.text,
    filters: conditions,
    facets: writeFacetRequests(facets),
    isTolerant: request.isTolerant === true,
  });
  return {
    ...result,
    torrentIds: found.ids,
    total: found.total,
    totalIsExact: found.totalIsExact ?? true,
    facets: readFacets(facets, found.facets),
    tookMs: Math.round(performance.now() - startedAt),
    wasTolerant: found.wasTolerant,
  };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

async function findIdConditions(
  pool: Pool,
  { filters = {} }: SearchRequest,
  { custom }: ParsedQuery,
): Promise<Filter[]> {
  const conditions = await findCustomConditions(pool, custom);
  if (filters.externalIds !== undefined) {
    conditions.push({ ids: await findIdsOfWorks(pool, filters.externalIds) });
  }
  return conditions;
}

/** Conditions that the database turns into ids: they are few, and it has indexes for them. */
export async function findCustomConditions(
  pool: Pool,
  custom: readonly CustomValue[],
): Promise<Filter[]> {
  const conditions: Filter[] = [];
  for (const { key, value, isExcluded } of custom) {
    const works = readWorkId(key, value);
    const ids =
      works === undefined ? await findIdsOfHash(pool, value) : await findIdsOfWorks(pool, works);
    conditions.push({ ids, isExcluded });
  }
  return conditions;
}

/** The words to highlight. */
export function listTerms(text: TextQuery | undefined): QueryToken[] {
  return (text?.required ?? []).flatMap(wordsOf);
}

function wordsOf(clause: Clause): QueryToken[] {
  const isExcluded = false;
  switch (clause.kind) {
    case "word":
      return [{ ...termOf(clause), isExcluded }];
    case "phrase":
      return clause.words.map(({ text }) => ({
        text,
        isPrefix: false,
        isOptional: false,
        isExcluded,
      }));
    case "all":
      return clause.parts.flatMap(wordsOf);
    case "any":
      return clause.choices.flatMap(wordsOf);
  }
}

function termOf({ text, isPrefix, isOptional }: Extract<Clause, { kind: "word" }>) {
  return { text, isPrefix, isOptional };
}
