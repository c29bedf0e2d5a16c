import { tokenizeQuery, type QueryToken } from "@minato/search-text";

/** A text as PostgreSQL searches it. */
export interface TextQuery {
  tokens: readonly QueryToken[];
  /** Words in quotes, in order; ranking prefers titles that have them side by side. */
  phrases: readonly (readonly string[])[];
  /** Text of a `tsquery`. */
  tsquery: string;
}

const MIN_TOLERANT_LENGTH = 4;
const LONG_WORD = 8;

/** Reads a text; undefined when there is no word in it to search for. */
export function readTextQuery(q: string): TextQuery | undefined {
  const { tokens, phrases } = tokenizeQuery(q);
  return build(tokens, phrases);
}

/**
 * The same words with their ends open: `bunnies` also finds `bunny`. Undefined when no word is long
 * enough for that to mean anything. Numbers stay as they are.
 */
export function loosenTextQuery(query: TextQuery): TextQuery | undefined {
  let isLooser = false;
  const tokens = query.tokens.map((token) => {
    const letters = [...token.text];
    if (token.isExcluded || letters.length < MIN_TOLERANT_LENGTH || /\d/.test(token.text)) {
      return token;
    }
    isLooser = true;
    const kept = letters.length - (letters.length >= LONG_WORD ? 2 : 1);
    return { ...token, text: letters.slice(0, kept).join(""), isPrefix: true };
  });
  return isLooser ? build(tokens, []) : undefined;
}

function build(tokens: QueryToken[], phrases: string[][]): TextQuery | undefined {
  const parts = tokens
    .filter((token) => !token.isOptional)
    .map((token) => {
      const word = `${quote(token.text)}${token.isPrefix ? ":*" : ""}`;
      return token.isExcluded ? `!${word}` : word;
    });
  return parts.length === 0 ? undefined : { tokens, phrases, tsquery: parts.join(" & ") };
}

/** A word as the input of the type `tsquery` quotes it. */
function quote(word: string): string {
  return `'${word.replace(/[\\']/g, "$&$&")}'`;
}
