import {
  allowedEdits,
  isAnchored,
  isNumber,
  type Clause,
  type TextQuery,
} from "@minato/search-index";

import { EDGES } from "./index-settings.ts";

/** A part of a query in the language of Elasticsearch. */
export type Query = Record<string, unknown>;

/** What a text asks for. */
export interface WrittenText {
  must: Query[];
  mustNot: Query[];
}

/** What a word found in some way counts; the steps are those of the index in the process. */
const FOUND = {
  exact: 5,
  prefix: 4.95,
  joined: 4.85,
  typo: 4.7,
  typoInPrefix: 4.6,
  twoTypos: 4.4,
  twoTyposInPrefix: 4.3,
  prefixOfNumber: 4.3,
  file: 0.5,
} as const;

const MIN_SPLIT = 2;
const MAX_SPLIT_LENGTH = 24;
const MAX_EXPANSIONS = 100;

/** Writes a text; `isTolerant` finds similar, joined and split words too. */
export function writeText({ required, excluded }: TextQuery, isTolerant: boolean): WrittenText {
  const needed = required.filter((clause) => clause.kind !== "word" || !clause.isOptional);
  return {
    must: needed.map((clause, index) =>
      isTolerant && clause.kind === "word"
        ? best([...choicesOf(clause), ...similarTo(needed, index)])
        : writeClause(clause),
    ),
    mustNot: excluded.map((clause) => writeClause(clause)),
  };
}

/** Found as one of several things: counts as the best of them. */
function best(queries: readonly Query[]): Query {
  return { dis_max: { queries } };
}

function writeClause(clause: Clause): Query {
  switch (clause.kind) {
    case "word":
      return best(choicesOf(clause));
    case "phrase":
      return constant(phrase(clause.words.map(({ text }) => text)), FOUND.exact);
    case "all":
      return { bool: { must: clause.parts.map(writeClause) } };
    case "any":
      return best(clause.choices.map(writeClause));
  }
}

function choicesOf({ text, isPrefix }: Extract<Clause, { kind: "word" }>): Query[] {
  const choices = [
    constant({ term: { words: text } }, FOUND.exact),
    constant({ term: { fileWords: text } }, FOUND.file),
  ];
  if (!isPrefix) return choices;
  const longer = isNumber(text) ? FOUND.prefixOfNumber : FOUND.prefix;
  return [
    ...choices,
    constant(beginsWith("words", text), longer),
    constant(beginsWith("fileWords", text), FOUND.file),
  ];
}

function beginsWith(field: string, text: string): Query {
  const { length } = Array.from(text);
  const isIndexed = length >= EDGES.min && length <= EDGES.max;
  return isIndexed ? { term: { [`${field}.edges`]: text } } : { prefix: { [field]: text } };
}

/** Ways to find a word that was typed wrong, or in two, or together with its neighbour. */
function similarTo(clauses: readonly Clause[], index: number): Query[] {
  const clause = clauses[index];
  if (clause?.kind !== "word") return [];
  const { text, isPrefix } = clause;
  const similar: Query[] = [];
  const edits = allowedEdits(text, isAnchored(clauses, index));
  for (let fuzziness = 1; fuzziness <= edits; fuzziness++) {
    const boost = fuzziness === 1 ? FOUND.typo : FOUND.twoTypos;
    similar.push(fuzzy("words", text, fuzziness, boost));
    if (!isPrefix || Array.from(text).length < EDGES.min) continue;
    const inPrefix = fuzziness === 1 ? FOUND.typoInPrefix : FOUND.twoTyposInPrefix;
    similar.push(fuzzy("words.edges", text, fuzziness, inPrefix));
  }
  for (const split of splitsOf(text)) similar.push(constant(phrase(split), FOUND.joined));
  for (const joined of joinedWith(clauses, index)) {
    similar.push(constant({ term: { words: joined } }, FOUND.joined));
  }
  return similar;
}

function fuzzy(field: string, value: string, fuzziness: number, boost: number): Query {
  const options = { value, fuzziness, transpositions: true, max_expansions: MAX_EXPANSIONS };
  return constant({ fuzzy: { [field]: { ...options, rewrite: "constant_score" } } }, boost);
}

function splitsOf(text: string): string[][] {
  const letters = Array.from(text);
  if (letters.length > MAX_SPLIT_LENGTH || /\p{N}/u.test(text)) return [];
  const splits: string[][] = [];
  for (let at = MIN_SPLIT; at <= letters.length - MIN_SPLIT; at++) {
    splits.push([letters.slice(0, at).join(""), letters.slice(at).join("")]);
  }
  return splits;
}

/** The word together with the one before or behind it. */
function joinedWith(clauses: readonly Clause[], index: number): string[] {
  const texts = [clauses[index - 1], clauses[index], clauses[index + 1]].map((clause) =>
    clause?.kind === "word" ? clause.text : undefined,
  );
  const [before, text, behind] = texts;
  return [
    ...(before === undefined ? [] : [`${before}${text}`]),
    ...(behind === undefined ? [] : [`${text}${behind}`]),
  ];
}

function phrase(words: readonly string[]): Query {
  return { match_phrase: { words: { query: words.join(" ") } } };
}

function constant(filter: Query, boost: number): Query {
  return { constant_score: { filter, boost } };
}
