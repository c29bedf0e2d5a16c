import { tokenize } from "@minato/search-text";
import { RE2JS, RE2JSException } from "re2js";

import type { NamePattern } from "./rule.ts";

/** Characters of a name that patterns see. */
const MAX_NAME_LENGTH = 500;
/** Instructions of a compiled expression: matching takes at most this many steps a character. */
const MAX_PROGRAM_SIZE = 2000;

/** Says whether a name is meant. */
export type NameTest = (name: string) => boolean;

/** What is wrong with a pattern, for the person who typed it; undefined when nothing is. */
export function findPatternProblem({ kind, text }: NamePattern): string | undefined {
  if (kind === "words" || kind === "phrase") {
    return tokenize(text).length === 0 ? "expected at least one letter or digit" : undefined;
  }
  const source = kind === "glob" ? globToExpression(text) : text;
  try {
    return compile(source).programSize() > MAX_PROGRAM_SIZE
      ? "expected a simpler expression: with its repetitions written out this one is too long"
      : undefined;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return `expected a regular expression in the syntax of RE2: ${error.message}`;
  }
}

/**
 * Compiles a pattern. Expressions are those of RE2, which has no backtracking: the time a name takes
 * grows with its length, which is cut, and the size of the program, which is limited.
 */
export function createNameTest({ kind, text }: NamePattern): NameTest {
  if (kind === "words") {
    const words = tokenize(text);
    return (name) => {
      const tokens = new Set(tokenize(cut(name)));
      return words.every((word) => tokens.has(word));
    };
  }
  if (kind === "phrase") {
    const phrase = ` ${tokenize(text).join(" ")} `;
    return (name) => ` ${tokenize(cut(name)).join(" ")} `.includes(phrase);
  }
  const expression = compile(kind === "glob" ? globToExpression(text) : text);
  // Letters with and without accents are alike for words; here what is typed is meant.
  return (name) => expression.matcher(cut(name)).find();
}

/** The words that a name with this pattern must have, for the index of the database. */
export function wordsOf(pattern: NamePattern | undefined): string[] {
  if (pattern === undefined || (pattern.kind !== "words" && pattern.kind !== "phrase")) return [];
  return tokenize(pattern.text);
}

function compile(source: string): RE2JS {
  return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
}

/** The whole name: `*` is any text and `?` one character. */
function globToExpression(glob: string): string {
  const parts = [...glob].map((character) => {
    if (character === "*") return ".*";
    return character === "?" ? "." : RE2JS.quote(character);
  });
  return `(?s)^${parts.join("")}$`;
}

function cut(name: string): string {
  return name.slice(0, MAX_NAME_LENGTH).normalize("NFC");
}
