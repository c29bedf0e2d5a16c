import { findMatches as findRanges, type MatchRange } from "@minato/search-text";

import { columnOf } from "./filters.ts";
import { parseQuery } from "./query-syntax/parse-query.ts";
import type { SearchContext } from "./search-snapshot.ts";
import { findLiving } from "./search-snapshot.ts";
import type { LiveSegment, Snapshot } from "./segment.ts";
import { readString } from "./string-table.ts";
import type { Clause, TextQuery } from "./text-query.ts";

/** What was typed so far. */
export interface SuggestRequest {
  text: string;
  /** 10 unless told, at most 100. */
  limit?: number;
}

/** A phrase that documents have in the column of suggestions. */
export interface Suggestion {
  text: string;
  /** How many of the documents found have it. */
  count: number;
  /** What of it was typed, as ranges of UTF-16 units. */
  ranges: MatchRange[];
}

const MAX_SUGGESTIONS = 100;
/** Phrases looked at for each that is answered, as some hold the words only in parts of the title. */
const SPARE = 8;

interface Candidate {
  text: string;
  count: number;
  weight: number;
}

/**
 * The phrases of the documents that have the words, the last also as a prefix: most documents and
 * popularity first. Phrases without any of the words, which stand elsewhere in their titles, are left
 * out where others have some. Similar words are tried when no document has these.
 */
export function suggest(
  snapshot: Snapshot,
  request: SuggestRequest,
  context: SearchContext,
): Suggestion[] {
  const limit = Math.max(0, Math.min(request.limit ?? 10, MAX_SUGGESTIONS));
  const query = parseQuery(request.text, {}).text;
  if (query === undefined || snapshot.schema.suggestion === undefined || limit === 0) return [];
  let found = collect(snapshot, query, context, false);
  if (found.hits === 0) found = collect(snapshot, query, context, true);
  const terms = wordsOf(query.required);
  const suggestions = [...found.candidates.values()]
    .toSorted((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1))
    .slice(0, limit * SPARE)
    .map(({ text, count }) => ({ text, count, ranges: findRanges(text, terms) }));
  const withWords = suggestions.filter(({ ranges }) => ranges.length > 0);
  return (withWords.length > 0 ? withWords : suggestions).slice(0, limit);
}

function collect(
  snapshot: Snapshot,
  query: TextQuery,
  context: SearchContext,
  isTolerant: boolean,
): { candidates: Map<string, Candidate>; hits: number } {
  const candidates = new Map<string, Candidate>();
  let hits = 0;
  for (const live of snapshot.segments) {
    context.check();
    context.scratch.reset();
    const options = { ...context, isTolerant, withInfos: false };
    const matches = findLiving(live, query, options);
    hits += matches.count;
    addPhrases(live, snapshot, matches, candidates);
  }
  return { candidates, hits };
}

function addPhrases(
  live: LiveSegment,
  snapshot: Snapshot,
  matches: { docs: Uint32Array; count: number },
  candidates: Map<string, Candidate>,
): void {
  const { segment } = live;
  const column = columnOf(segment, snapshot.schema.suggestion ?? "");
  if (column.kind !== "enum") return;
  const popularity = segment.columns[snapshot.schema.popularity ?? ""];
  const values = popularity?.kind === "number" ? popularity.values : undefined;
  const counts = new Uint32Array(column.texts.offsets.length);
  const weights = new Float64Array(counts.length);
  for (let at = 0; at < matches.count; at++) {
    const doc = matches.docs[at]!;
    const code = column.codes[doc]!;
    const value = values?.[doc] ?? 0;
    counts[code]! += 1;
    weights[code]! += 1 + Math.log2(1 + (value < 0xffff_ffff ? value : 0));
  }
  for (const code of heaviest(weights)) {
    const text = readString(column.texts, code - 1);
    const known = candidates.get(text) ?? { text, count: 0, weight: 0 };
    known.count += counts[code]!;
    known.weight += weights[code]!;
    candidates.set(text, known);
  }
}

/** The codes with the highest weights, enough for any limit. */
function heaviest(weights: Float64Array): number[] {
  const codes: number[] = [];
  for (let code = 1; code < weights.length; code++) if (weights[code]! > 0) codes.push(code);
  const most = MAX_SUGGESTIONS * SPARE;
  if (codes.length <= most) return codes;
  return codes.toSorted((a, b) => weights[b]! - weights[a]!).slice(0, most);
}

function wordsOf(clauses: readonly Clause[]): { text: string; isPrefix: boolean }[] {
  return clauses.flatMap((clause) => {
    if (clause.kind === "word") return [{ text: clause.text, isPrefix: clause.isPrefix }];
    if (clause.kind === "phrase")
      return clause.words.map(({ text }) => ({ text, isPrefix: false }));
    return wordsOf(clause.kind === "all" ? clause.parts : clause.choices);
  });
}
