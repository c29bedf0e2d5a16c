import { emitCompound, startsCodec } from "./compounds.ts";
import { emitEpisodes } from "./episodes.ts";
import type { Mode, Token, TokenSink } from "./token.ts";
import { cutToken, splitWords, type Word } from "./words.ts";

// Letters of scripts with cases: only those make acronyms.
const LETTER = /^\p{Ll}$/u;

/** Reads the tokens of a folded text in order. */
export function scanTokens(folded: string, mode: Mode, maxTokens: number): Token[] {
  const tokens: Token[] = [];
  const sink: TokenSink = {
    mode,
    add(text, start, end) {
      if (tokens.length < maxTokens) tokens.push({ text: cutToken(text), start, end });
    },
  };
  const words = splitWords(folded, maxTokens);
  for (let at = 0; at < words.length && tokens.length < maxTokens;) {
    at += emitAt(words, at, sink);
  }
  return tokens;
}

/** Adds the tokens that begin at a word and answers how many words they used. */
function emitAt(words: Word[], at: number, sink: TokenSink): number {
  const word = words[at]!;
  if (word.kind === "unspaced") return emitUnspaced(word, sink);
  if (word.kind === "and") return emitAnd(words, at, sink);
  const used =
    emitAcronym(words, at, sink) || emitEpisodes(words, at, sink) || emitCompound(words, at, sink);
  if (used > 0) return used;
  sink.add(word.text, word.start, word.end);
  return 1;
}

/**
 * Overlapping pairs of characters. The index also holds the last character, so that a query of one
 * character, which is asked as a prefix, finds it anywhere, and each character of a short run.
 */
function emitUnspaced(word: Word, sink: TokenSink): number {
  const characters = Array.from(word.text);
  const isShort = characters.length <= 3;
  let start = word.start;
  for (const [index, character] of characters.entries()) {
    const end = start + character.length;
    const next = characters[index + 1];
    if (next !== undefined) sink.add(character + next, start, end + next.length);
    const isAlone = characters.length === 1;
    const isUseful = isShort || next === undefined;
    if (isAlone || (isUseful && sink.mode === "index")) sink.add(character, start, end);
    start = end;
  }
  return 1;
}

/** `&` is `and`; between two words without a blank the index holds all of it as one word too. */
function emitAnd(words: Word[], at: number, sink: TokenSink): number {
  const word = words[at]!;
  const previous = words[at - 1];
  const next = words[at + 1];
  sink.add("and", word.start, word.end);
  if (sink.mode === "query" || previous?.kind !== "plain" || next?.kind !== "plain") return 1;
  if (word.gap === "" && next.gap === "") {
    sink.add(`${previous.text}and${next.text}`, previous.start, next.end);
  }
  return 1;
}

/**
 * Single letters with the same dot or blank between them. Three letters with dots are one word;
 * anything less sure is held in both forms by the index and asked as it was written.
 */
function emitAcronym(words: Word[], at: number, sink: TokenSink): number {
  if (!isLetter(words[at])) return 0;
  const gap = words[at + 1]?.gap;
  if (gap !== "." && (gap !== " " || sink.mode === "query")) return 0;
  let end = at + 1;
  while (words[end]?.gap === gap && isLetter(words[end]) && !startsOther(words, end, gap)) end += 1;
  const letters = words.slice(at, end);
  if (letters.length < 2 || startsCodec(words, at)) return 0;
  const isSure = gap === "." && letters.length >= 3;
  const isWhole = letters.length === words.length;
  const isSpaced = words.some((word) => word.gap === " " || word.gap === "many");
  const joins = isSure || sink.mode === "index" || isWhole || isSpaced;
  const joined = letters.map((word) => word.text).join("");
  if (joins) sink.add(joined, letters[0]!.start, letters.at(-1)!.end);
  if (!joins || (!isSure && sink.mode === "index")) {
    for (const word of letters) sink.add(word.text, word.start, word.end);
  }
  return letters.length;
}

/** Whether `H.264`, or behind a blank an acronym with dots, begins at the word. */
function startsOther(words: Word[], at: number, gap: string): boolean {
  const isDotted = gap === " " && words[at + 1]?.gap === "." && isLetter(words[at + 1]);
  return isDotted || startsCodec(words, at);
}

function isLetter(word: Word | undefined): boolean {
  if (word === undefined || word.kind !== "plain" || word.text.length > 2) return false;
  return LETTER.test(word.text);
}
