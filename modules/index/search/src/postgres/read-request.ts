import { parseQuery, type ParsedQuery } from "@minato/search-index";
import type { Pool } from "pg";

import { findCustomConditions } from "../answer-search.ts";
import { QUERY_KEYS } from "../query/query-keys.ts";
import type { SearchRequest } from "../search-engine.ts";
import type { KeyedFilters } from "./conditions.ts";
import { writeTextQuery, type TextQuery } from "./text-query.ts";

/** What a request asks for, as the statements take it. */
export interface ReadRequest {
  /** How the text was understood; absent without one. */
  parsed: ParsedQuery | undefined;
  /** Absent when no words are asked for. */
  text: TextQuery | undefined;
  /** The keys of the text are among them. */
  filters: KeyedFilters;
  /** Whether nothing can fulfil it: an empty list, or a text with nothing to search for in it. */
  isImpossible: boolean;
}

/** Reads the text of a request: its words, and its keys as filters. */
export async function readRequest(
  pool: Pool,
  { q = "", filters = {} }: Pick<SearchRequest, "q" | "filters">,
): Promise<ReadRequest> {
  const hasEmptyList = Object.values(filters).some(
    (value) => Array.isArray(value) && value.length === 0,
  );
  if (q.trim() === "") {
    return { parsed: undefined, text: undefined, filters, isImpossible: hasEmptyList };
  }
  const parsed = parseQuery(q, QUERY_KEYS);
  const keys = [...parsed.filters, ...(await findCustomConditions(pool, parsed.custom))];
  const text = writeTextQuery(parsed.text);
  return {
    parsed,
    text,
    filters: keys.length === 0 ? filters : { ...filters, keys },
    isImpossible: hasEmptyList || (text === undefined && keys.length === 0),
  };
}
