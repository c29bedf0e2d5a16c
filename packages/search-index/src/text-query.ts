/** A word to find. */
export interface WordClause {
  kind: "word";
  /** As `@minato/search-text` folds it. */
  text: string;
  /** Words that begin with the text match too. */
  isPrefix: boolean;
  /** Documents without the word match too. */
  isOptional: boolean;
}

/** Words that stand one after the other in the title. */
export interface PhraseClause {
  kind: "phrase";
  words: readonly { text: string; position: number }[];
}

/** Several things at once. */
export interface AllClause {
  kind: "all";
  parts: readonly Clause[];
}

/** At least one of several things. */
export interface AnyClause {
  kind: "any";
  choices: readonly Clause[];
}

/** One thing that a text query asks for. */
export type Clause = WordClause | PhraseClause | AllClause | AnyClause;

/** What titles are searched for: all that is required and nothing that is excluded. */
export interface TextQuery {
  required: readonly Clause[];
  excluded: readonly Clause[];
}

/** What a document was found by, as posting information: how far it is from what was typed. */
export const COST = {
  exact: 0,
  prefix: 1,
  joined: 2,
  typo: 3,
  typoInPrefix: 4,
  twoTypos: 5,
  twoTyposInPrefix: 6,
  /** A longer number than the one that was asked for. */
  prefixOfNumber: 7,
  /** An episode of a season that was asked for as a whole. */
  episodeOfSeason: 8,
  body: 9,
  bodyPrefix: 10,
} as const;

const NUMBER = /^\p{N}+$/u;
const DIGIT = /\p{N}/u;
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const ANCHOR_LENGTH = 4;

/** Whether a text has writing without blanks between words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/**
 * How many edits a word of a query may be away from a word of a title: none for anything with a
 * digit and for writing without blanks, one from 4 letters on, two from 8 letters on; one for 3
 * letters when another word of at least 4 anchors the query.
 */
export function allowedEdits(text: string, hasAnchor: boolean): number {
  if (DIGIT.test(text) || isUnspaced(text)) return 0;
  const length = Array.from(text).length;
  if (length >= 8) return 2;
  return length >= ANCHOR_LENGTH || (length === 3 && hasAnchor) ? 1 : 0;
}

/** Whether a word is a number: longer ones are something else, not the same typed farther. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** Whether a word other than the one at an index is long enough to anchor a query. */
export function isAnchored(clauses: readonly Clause[], index: number): boolean {
  return clauses.some(
    (clause, at) =>
      at !== index &&
      clause.kind === "word" &&
      !clause.isOptional &&
      clause.text.length >= ANCHOR_LENGTH,
  );
}
