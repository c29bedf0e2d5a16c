/** The first step of reading a name: words with what stands between them. */
import { isAscii } from "./ascii.ts";

/** A run of letters or digits of one script. */
export interface Token {
  text: string;
  /** The text in lower case. */
  lower: string;
  /** Where it begins in the name, in UTF-16 units. */
  start: number;
  /** Where it ends, exclusive. */
  end: number;
  /** What stands between the token before and this one, at most {@link MAX_GAP} units of it. */
  gap: string;
  /** Opening bracket it stands in, "" outside of all. */
  bracket: string;
  /** Index of its bracket counted from the left, -1 outside of all. */
  bracketIndex: number;
}

/** Tokens that are looked at; names of works and tags have far fewer. */
export const MAX_TOKENS = 90;

/** Units of a gap that are kept. */
export const MAX_GAP = 4;

const EAST_ASIAN = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー々";
/** One script at a time: "字幕组Example" is two words, "L'été" and "rock'n" are one. */
const WORD = new RegExp(
  `[${EAST_ASIAN}]+|(?:(?![${EAST_ASIAN}])[\\p{L}\\p{N}\\p{M}])+(?:['’\`](?![${EAST_ASIAN}])[\\p{L}\\p{N}\\p{M}]+)*`,
  "gu",
);
/** The same for names without any other letters. */
const ASCII_WORD = /[a-z\d]+(?:['`][a-z\d]+)*/gi;
const OPENING = "([{【「（［《";
const CLOSING = ")]}】」）］》";

/** Splits a prepared name into at most {@link MAX_TOKENS} tokens. */
export function tokenizeName(name: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let bracket = "";
  let bracketIndex = -1;
  let bracketCount = 0;
  const word = isAscii(name) ? ASCII_WORD : WORD;
  word.lastIndex = 0;
  for (let match = word.exec(name); match; match = word.exec(name)) {
    if (tokens.length === MAX_TOKENS) break;
    const gap = name.slice(position, match.index);
    for (const character of gap) {
      if (OPENING.includes(character)) {
        bracket = character;
        bracketIndex = bracketCount++;
      } else if (CLOSING.includes(character)) {
        bracket = "";
        bracketIndex = -1;
      }
    }
    const [text] = match;
    position = match.index + text.length;
    tokens.push({
      text,
      lower: text.toLowerCase(),
      start: match.index,
      end: position,
      gap: gap.length > MAX_GAP ? gap.slice(0, 2) + gap.slice(-2) : gap,
      bracket,
      bracketIndex,
    });
  }
  return tokens;
}
