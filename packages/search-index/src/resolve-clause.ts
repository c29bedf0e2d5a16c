import { expandTypos, type TermRange } from "./expand-typos.ts";
import { findPhrase } from "./match-phrase.ts";
import { listOf, type PostingList } from "./posting-lists.ts";
import type { Segment } from "./segment.ts";
import { splitSeason } from "./split-season.ts";
import { splitWord } from "./split-word.ts";
import { findPrefix, findString } from "./string-table.ts";
import {
  allowedEdits,
  type Clause,
  COST,
  isAnchored,
  isNumber,
  type PhraseClause,
  type WordClause,
} from "./text-query.ts";

/** The most neighbouring terms that are kept as lists of their own, which intersect faster. */
const MAX_SINGLE_LISTS = 4;

/** The clauses of a query of which one is resolved. */
export interface ClauseContext {
  segment: Segment;
  clauses: readonly Clause[];
  index: number;
  /** Whether similar, joined and split words count too. */
  isTolerant: boolean;
  /** Whether it matters what a document was found by. */
  isRanked: boolean;
}

/** The postings of a word: itself, what begins with it, and when tolerant what is like it. */
export function resolveWord(word: WordClause, context: ClauseContext): PostingList[] {
  const lists = exactLists(word, context);
  if (!context.isTolerant) return lists;
  lists.push(...joinedLists(word, context), ...splitLists(word, context.segment));
  const edits = allowedEdits(word.text, isAnchored(context.clauses, context.index));
  if (edits > 0) lists.push(...similarLists(word, context.segment, edits));
  return lists.toSorted((a, b) => a.cost - b.cost);
}

/** The postings of a phrase, in titles only. */
export function resolvePhrase(phrase: PhraseClause, segment: Segment): PostingList[] {
  const list = findPhrase(segment.title, phrase.words, COST.exact);
  return list === undefined ? [] : [list];
}

function exactLists(word: WordClause, { segment, isRanked }: ClauseContext): PostingList[] {
  const longerCost = isNumber(word.text) ? COST.prefixOfNumber : COST.prefix;
  const found = fieldLists(segment.title, word, COST.exact, longerCost);
  const [first] = found;
  const isSplit = isRanked && !word.isPrefix && first !== undefined;
  const lists = (isSplit ? splitSeason(segment, word.text, first) : undefined) ?? found;
  if (segment.body === undefined) return lists;
  return [...lists, ...fieldLists(segment.body, word, COST.body, COST.bodyPrefix)];
}

function fieldLists(
  field: Segment["title"],
  word: WordClause,
  cost: number,
  longerCost: number,
): PostingList[] {
  if (!word.isPrefix) {
    const term = findString(field.terms, word.text);
    return term === -1 ? [] : [listOf(field, term, term + 1, cost)];
  }
  const [from, to] = findPrefix(field.terms, word.text);
  const lists: PostingList[] = [];
  const isWhole = from < to && findString(field.terms, word.text) === from;
  if (isWhole) lists.push(listOf(field, from, from + 1, cost));
  const next = isWhole ? from + 1 : from;
  if (to - next > MAX_SINGLE_LISTS) lists.push(listOf(field, next, to, longerCost));
  else {
    for (let term = next; term < to; term++) lists.push(listOf(field, term, term + 1, longerCost));
  }
  return lists;
}

/** Of a word that is still being typed the first letter is right: anything begins like nearly anything. */
function similarLists(word: WordClause, segment: Segment, edits: number): PostingList[] {
  const { title } = segment;
  const toLists = (ranges: readonly TermRange[], isPrefix: boolean): PostingList[] =>
    ranges.map((range) => listOf(title, range.from, range.to, typoCost(range.edits, isPrefix)));
  const whole = toLists(expandTypos(title, word.text, edits, false), false);
  if (!word.isPrefix) return whole;
  const [letter = ""] = word.text;
  const alike = findPrefix(title.terms, letter);
  return [...whole, ...toLists(expandTypos(title, word.text, edits, true, alike), true)];
}

function typoCost(edits: number, isPrefix: boolean): number {
  if (edits === 0) return isPrefix ? COST.prefix : COST.exact;
  if (edits === 1) return isPrefix ? COST.typoInPrefix : COST.typo;
  return isPrefix ? COST.twoTyposInPrefix : COST.twoTypos;
}

/** `big buck` finds `bigbuck`: the joined word serves for each of its halves. */
function joinedLists(word: WordClause, context: ClauseContext): PostingList[] {
  const { clauses, index, segment } = context;
  const lists: PostingList[] = [];
  for (const [left, right] of [
    [clauses[index - 1], word],
    [word, clauses[index + 1]],
  ] as const) {
    if (left?.kind !== "word" || right?.kind !== "word") continue;
    const joined = { ...right, text: left.text + right.text };
    lists.push(...fieldLists(segment.title, joined, COST.joined, COST.joined));
  }
  return lists;
}

/** `bigbuck` finds `big buck`, `bigbuckbunny` all three. */
function splitLists(word: WordClause, segment: Segment): PostingList[] {
  const lists: PostingList[] = [];
  for (const parts of splitWord(word.text, segment.title.terms)) {
    const words = parts.map((text, position) => ({ text, position }));
    const list = findPhrase(segment.title, words, COST.joined);
    if (list !== undefined) lists.push(list);
  }
  return lists;
}
