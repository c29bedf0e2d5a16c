/** The first step of reading a name: words with what stands between them. */
import { isAscii, isAsciiWord } from "./ascii.ts";

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
const OPENING = "([{【「（［《";
const CLOSING = ")]}】」）］》";

/** Splits a prepared name into at most {@link MAX_TOKENS} tokens. */
export function tokenizeName(name: string): Token[] {
  const tokens: Token[] = [];
  const lower = isAscii(name) ? name.toLowerCase() : undefined;
  let position = 0;
  let bracket = "";
  let bracketIndex = -1;
  let bracketCount = 0;
  WORD.lastIndex = 0;
  while (tokens.length < MAX_TOKENS) {
    const word = lower === undefined ? WORD.exec(name) : undefined;
    const start = lower === undefined ? word?.index : findAsciiWord(name, position);
    if (start === undefined) break;
    const end = word ? start + word[0].length : endAsciiWord(name, start);
    for (let at = position; at < start; at += 1) {
      const character = name.charAt(at);
      if (OPENING.includes(character)) {
        bracket = character;
        bracketIndex = bracketCount++;
      } else if (CLOSING.includes(character)) {
        bracket = "";
        bracketIndex = -1;
      }
    }
    const text = name.slice(start, end);
    const gap = name.slice(position, start);
    tokens.push({
      text,
      lower: lower === undefined ? text.toLowerCase() : lower.slice(start, end),
      start,
      end,
      gap: gap.length > MAX_GAP ? gap.slice(0, 2) + gap.slice(-2) : gap,
      bracket,
      bracketIndex,
    });
    position = end;
  }
  return tokens;
}

/** Where the next letter or digit of ASCII stands. */
function findAsciiWord(name: string, from: number): number | undefined {
  for (let at = from; at < name.length; at += 1) {
    if (isAsciiWord(name.charCodeAt(at))) return at;
  }
  return undefined;
}

/** Where a word ends, which may hold apostrophes between letters. */
function endAsciiWord(name: string, start: number): number {
  let at = start + 1;
  while (at < name.length) {
    const unit = name.charCodeAt(at);
    const isInside = isAsciiWord(unit)
      ? true
      : (unit === 0x27 || unit === 0x60) && isAsciiWord(name.charCodeAt(at + 1));
    if (!isInside) break;
    at += 1;
  }
  return at;
}
