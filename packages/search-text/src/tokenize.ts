import { foldText } from "./fold.ts";
import { scanTokens } from "./scan.ts";

/** The most UTF-16 units of a text that are looked at. */
export const MAX_TEXT_LENGTH = 8192;

/** The most tokens of a text unless the caller says otherwise. */
export const MAX_TOKENS = 256;

/** Options of `tokenize`. */
export interface TokenizeOptions {
  /** Tokens beyond this number are left out; `MAX_TOKENS` if absent. */
  maxTokens?: number;
}

/** A word of a text and where it stands. */
export interface PositionedToken {
  text: string;
  /** Counts from 0; the forms that one stretch of text takes (`s03e07` and `s03`) share a position. */
  position: number;
}

/**
 * Splits like `tokenize` and numbers the words, for phrases and for the distance between words; for
 * a `query` only the form that a query takes.
 */
export function tokenizeWithPositions(
  text: string,
  options: TokenizeOptions & { mode?: "index" | "query" } = {},
): PositionedToken[] {
  const folded = foldText(text.slice(0, MAX_TEXT_LENGTH));
  const positioned: PositionedToken[] = [];
  let position = -1;
  let start = -1;
  for (const token of scanTokens(
    folded,
    options.mode ?? "index",
    options.maxTokens ?? MAX_TOKENS,
  )) {
    if (token.start > start) {
      start = token.start;
      position += 1;
    }
    positioned.push({ text: token.text, position });
  }
  return positioned;
}

/**
 * Splits a title, file name or other text into the tokens that the index holds for it, in order and
 * with repetitions, each at most `MAX_TOKEN_LENGTH` units. Every token of `tokenizeQuery` on the
 * same text is among them. Never throws; takes time linear in the text.
 */
export function tokenize(text: string, options: TokenizeOptions = {}): string[] {
  const folded = foldText(text.slice(0, MAX_TEXT_LENGTH));
  return scanTokens(folded, "index", options.maxTokens ?? MAX_TOKENS).map((token) => token.text);
}
