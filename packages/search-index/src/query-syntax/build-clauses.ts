import {
  isOptionalWord,
  MAX_QUERY_TOKENS,
  type QueryToken,
  tokenizeQuery,
  tokenizeWithPositions,
} from "@minato/search-text";

import type { AnyClause, Clause, WordClause } from "../text-query.ts";
import type { QueryItem } from "./lex-query.ts";

/**
 * The clauses of words that were typed one after the other. With `isOpen` the last is still being
 * typed and matches as a prefix too; with `isFirst` a leading article may be missing.
 */
export function wordsToClauses(
  text: string,
  options: { isOpen: boolean; isFirst: boolean; isExact?: boolean },
): (WordClause | AnyClause)[] {
  const { tokens } = tokenizeQuery(options.isOpen ? text : `${text} `);
  const words = tokens.map(({ synonyms = [], ...token }, index) => {
    const isOptional = isOptionalWord(token.text, options.isFirst ? index : -1);
    const others = options.isExact === true ? [] : synonyms;
    return { ...token, synonyms: others, isOptional: token.isOptional && isOptional };
  });
  const hasRequired = words.some((word) => !word.isOptional);
  return words.map((word) => tokenClause(hasRequired ? word : { ...word, isOptional: false }));
}

/** The clause of a single item, or nothing when it holds no word. */
export function itemToClause(item: QueryItem, isOpen: boolean): Clause | undefined {
  if (item.kind === "phrase") return phraseClause(item.text);
  const isExact = item.isExcluded || item.hasStar;
  const options = { isOpen: isOpen || item.hasStar, isFirst: false, isExact };
  const parts = wordsToClauses(item.text, options).map((part) =>
    part.kind === "word" ? { ...part, isOptional: false } : part,
  );
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  if (item.hasStar && last.kind === "word") last.isPrefix = true;
  if (parts.length === 1) return last;
  const isWhole = last.kind === "word" && !last.isPrefix;
  return item.isExcluded && isWhole ? phraseClause(item.text) : { kind: "all", parts };
}

function phraseClause(text: string): Clause | undefined {
  const words = tokenizeWithPositions(text, { mode: "query", maxTokens: MAX_QUERY_TOKENS });
  const first = words[0];
  if (first === undefined) return undefined;
  if (words.length > 1) return { kind: "phrase", words };
  return { kind: "word", text: first.text, isPrefix: false, isOptional: false };
}

function tokenClause(token: QueryToken): WordClause | AnyClause {
  const { text, isPrefix, isOptional, beginning, synonyms = [] } = token;
  const word: WordClause = { kind: "word", text, isPrefix, isOptional };
  const choices: Clause[] = [word];
  if (beginning !== undefined) choices.push({ ...word, text: beginning, isPrefix: true });
  // As phrases they are neither beginnings nor looked for with typos.
  for (const other of synonyms) {
    choices.push({ kind: "phrase", words: [{ text: other, position: 0 }] });
  }
  return choices.length === 1 ? word : { kind: "any", choices };
}
