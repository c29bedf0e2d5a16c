import { foldWithOffsets } from "./fold.ts";
import { scanTokens } from "./scan.ts";
import type { Token } from "./token.ts";
import { MAX_TEXT_LENGTH, MAX_TOKENS } from "./tokenize.ts";

/** A word to look for; the tokens of `tokenizeQuery` are such terms. */
export interface MatchTerm {
  text: string;
  isPrefix?: boolean;
  /** Excluded terms are passed over. */
  isExcluded?: boolean;
}

/** A range of UTF-16 units of the original text, the end not included. */
export type MatchRange = [start: number, end: number];

/**
 * Finds the parts of a title that the terms matched, in order, without overlaps, as ranges of the
 * title as it was given. Of a word that matched as a prefix only the prefix is in the range, of a
 * word that was joined (`WEB-DL`) or rewritten (`3x07`) all of it. Never throws.
 */
export function findMatches(title: string, terms: readonly MatchTerm[]): MatchRange[] {
  const folded = foldWithOffsets(title.slice(0, MAX_TEXT_LENGTH));
  const wanted = terms.filter((term) => term.isExcluded !== true && term.text !== "");
  const exact = new Set(wanted.map((term) => term.text));
  const prefixes = wanted.filter((term) => term.isPrefix === true).map((term) => term.text);
  const ranges: MatchRange[] = [];
  for (const token of scanTokens(folded.text, "index", MAX_TOKENS)) {
    const end = matchEnd(token, folded.text, exact, prefixes);
    if (end > token.start) ranges.push(originalRange(folded.offsets, token.start, end));
  }
  return mergeRanges(ranges);
}

/** Where the match ends in the folded text; the start of the token when there is none. */
function matchEnd(
  token: Token,
  folded: string,
  exact: ReadonlySet<string>,
  prefixes: readonly string[],
): number {
  if (exact.has(token.text)) return token.end;
  let longest = 0;
  for (const prefix of prefixes) {
    if (prefix.length > longest && token.text.startsWith(prefix)) longest = prefix.length;
  }
  if (longest === 0) return token.start;
  const isVerbatim = folded.startsWith(token.text, token.start);
  return isVerbatim ? token.start + longest : token.end;
}

function originalRange(
  offsets: { starts: number[]; ends: number[] } | undefined,
  start: number,
  end: number,
): MatchRange {
  if (offsets === undefined) return [start, end];
  return [offsets.starts[start] ?? 0, offsets.ends[end - 1] ?? 0];
}

function mergeRanges(ranges: MatchRange[]): MatchRange[] {
  const merged: MatchRange[] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
