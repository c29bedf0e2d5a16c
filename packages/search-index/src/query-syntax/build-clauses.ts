import {
  isOptionalWord,
  MAX_QUERY_TOKENS,
  type QueryToken,
  tokenizeQuery,
  tokenizeWithPositions,
} from "@minato/search-text";

import type { Clause, WordClause } from "../text-query.ts";
import type { QueryItem } from "./lex-query.ts";

/**
 * The clauses of words that were typed one after the other. With `isOpen` the last is still being
 * typed and matches as a prefix too; with `isFirst` a leading article may be missing.
 */
export function wordsToClauses(
  text: string,
  options: { isOpen: boolean; isFirst: boolean },
): WordClause[] {
  const { tokens } = tokenizeQuery(options.isOpen ? text : `${text} `);
  const clauses = tokens.map((token, index) => {
    const isOptional = isOptionalWord(token.text, options.isFirst ? index : -1);
    return wordClause({ ...token, isOptional: token.isOptional && isOptional });
  });
  if (clauses.some((clause) => !clause.isOptional)) return clauses;
  return clauses.map((clause) => ({ ...clause, isOptional: false }));
}

/** The clause of a single item, or nothing when it holds no word. */
export function itemToClause(item: QueryItem, isOpen: boolean): Clause | undefined {
  if (item.kind === "phrase") return phraseClause(item.text);
  const options = { isOpen: isOpen || item.hasStar, isFirst: false };
  const parts = wordsToClauses(item.text, options).map((part) => ({ ...part, isOptional: false }));
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  if (item.hasStar) last.isPrefix = true;
  if (parts.length === 1) return last;
  return item.isExcluded && !last.isPrefix ? phraseClause(item.text) : { kind: "all", parts };
}

function phraseClause(text: string): Clause | undefined {
  const words = tokenizeWithPositions(text, { mode: "query", maxTokens: MAX_QUERY_TOKENS });
  const first = words[0];
  if (first === undefined) return undefined;
  if (words.length > 1) return { kind: "phrase", words };
  return { kind: "word", text: first.text, isPrefix: false, isOptional: false };
}

function wordClause(token: QueryToken): WordClause {
  const { text, isPrefix, isOptional } = token;
  return { kind: "word", text, isPrefix, isOptional };
}
