export { foldText } from "./fold.ts";
export { findMatches } from "./find-matches.ts";
export type { MatchRange, MatchTerm } from "./find-matches.ts";
export { MAX_QUERY_LENGTH, MAX_QUERY_TOKENS, isOptionalWord, tokenizeQuery } from "./query.ts";
export type { QueryToken, TokenizedQuery } from "./query.ts";
export { MAX_TEXT_LENGTH, MAX_TOKENS, tokenize, tokenizeWithPositions } from "./tokenize.ts";
export type { PositionedToken, TokenizeOptions } from "./tokenize.ts";
export { MAX_TOKEN_LENGTH } from "./words.ts";
