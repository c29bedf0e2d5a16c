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

/**
 * Splits a title, file name or other text into the tokens that the index holds for it, in order and
 * with repetitions, each at most `MAX_TOKEN_LENGTH` units. Every token of `tokenizeQuery` on the
 * same text is among them. Never throws; takes time linear in the text.
 */
export function tokenize(text: string, options: TokenizeOptions = {}): string[] {
  const folded = foldText(text.slice(0, MAX_TEXT_LENGTH));
  return scanTokens(folded, "index", options.maxTokens ?? MAX_TOKENS).map((token) => token.text);
}
