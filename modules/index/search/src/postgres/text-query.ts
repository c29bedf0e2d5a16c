import { parseQuery, type Clause, type TextQuery as IndexQuery } from "@minato/search-index";
import type { QueryToken } from "@minato/search-text";

import { listTerms } from "../answer-search.ts";

/** A text as PostgreSQL searches it. */
export interface TextQuery {
  tokens: readonly QueryToken[];
  /** Words in quotes, in order; ranking prefers titles that have them side by side. */
  phrases: readonly (readonly string[])[];
  /** Text of a `tsquery`. */
  tsquery: string;
  /** What it was written from. */
  query: IndexQuery;
}

const MIN_TOLERANT_LENGTH = 4;
const LONG_WORD = 8;

/** Reads a text without keys; undefined when there is no word in it to search for. */
export function readTextQuery(q: string): TextQuery | undefined {
  return writeTextQuery(parseQuery(q, {}).text);
}

/** Writes what a text asks for; undefined when that is nothing. */
export function writeTextQuery(query: IndexQuery | undefined): TextQuery | undefined {
  if (query === undefined) return undefined;
  const parts = [
    ...query.required.map(writeClause),
    ...query.excluded.map((clause) => {
      const text = writeClause(clause);
      return text === undefined ? undefined : `!${text}`;
    }),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return {
    tokens: listTerms(query),
    phrases: query.required.flatMap(listPhrases),
    tsquery: parts.join(" & "),
    query,
  };
}

/**
 * The same words with their ends open: `bunnies` also finds `bunny`. Undefined when no word is long
 * enough for that to mean anything. Numbers stay as they are.
 */
export function loosenTextQuery({ query }: TextQuery): TextQuery | undefined {
  let isLooser = false;
  const loosen = (clause: Clause): Clause => {
    if (clause.kind === "all") return { ...clause, parts: clause.parts.map(loosen) };
    if (clause.kind === "any") return { ...clause, choices: clause.choices.map(loosen) };
    if (clause.kind === "phrase") return clause;
    const letters = [...clause.text];
    if (letters.length < MIN_TOLERANT_LENGTH || /\d/.test(clause.text)) return clause;
    isLooser = true;
    const kept = letters.length - (letters.length >= LONG_WORD ? 2 : 1);
    return { ...clause, text: letters.slice(0, kept).join(""), isPrefix: true };
  };
  const required = query.required.map(loosen);
  return isLooser ? writeTextQuery({ ...query, required }) : undefined;
}

/** A clause in the syntax of the type `tsquery`; undefined when it need not be there. */
function writeClause(clause: Clause): string | undefined {
  if (clause.kind === "word") {
    return clause.isOptional ? undefined : `${quote(clause.text)}${clause.isPrefix ? ":*" : ""}`;
  }
  // Documents hold no positions, so of a phrase there is no more to ask for than its words.
  if (clause.kind === "phrase")
    return join(
      clause.words.map(({ text }) => quote(text)),
      "&",
    );
  const parts = clause.kind === "all" ? clause.parts : clause.choices;
  const written = parts.map(writeClause).filter((part) => part !== undefined);
  return join(written, clause.kind === "all" ? "&" : "|");
}

function join(parts: readonly string[], operator: "&" | "|"): string | undefined {
  if (parts.length <= 1) return parts[0];
  return `(${parts.join(` ${operator} `)})`;
}

function listPhrases(clause: Clause): string[][] {
  if (clause.kind === "phrase") return [clause.words.map(({ text }) => text)];
  if (clause.kind === "word") return [];
  return (clause.kind === "all" ? clause.parts : clause.choices).flatMap(listPhrases);
}

/** A word as the input of the type `tsquery` quotes it. */
function quote(word: string): string {
  return `'${word.replace(/[\\']/g, "$&$&")}'`;
}
