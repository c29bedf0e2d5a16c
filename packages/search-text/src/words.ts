/** Splits folded text into words, before the joins that release names need. */

/** The most UTF-16 units of one token; longer words are cut. */
export const MAX_TOKEN_LENGTH = 64;

/** A stretch of folded text between separators. */
export interface Word {
  /** Without apostrophes, cut to `MAX_TOKEN_LENGTH`; of `unspaced` words the whole run. */
  text: string;
  /** `unspaced` is writing without blanks between words, `and` is the sign `&`. */
  kind: "plain" | "unspaced" | "and";
  start: number;
  end: number;
  /** What stands between the previous word and this one: nothing, one unit, or `many`. */
  gap: string;
}

const SEPARATOR = 0;
const LETTER = 1;
const UNSPACED = 2;
const APOSTROPHE = 3;
const AMPERSAND = 4;
const UNKNOWN = 255;

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED_SCRIPT =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

const classes = new Uint8Array(0x1_0000).fill(UNKNOWN);

/** Splits folded text at everything that is no letter, digit or mark, and where the script changes. */
export function splitWords(text: string, maxWords: number): Word[] {
  const words: Word[] = [];
  let previousEnd = 0;
  for (let at = 0; at < text.length && words.length < maxWords;) {
    const kind = classAt(text, at);
    if (kind === SEPARATOR || kind === APOSTROPHE) {
      at += 1;
      continue;
    }
    const word = kind === AMPERSAND ? readAmpersand(at) : readRun(text, at, kind);
    const gap = at - previousEnd;
    word.gap = gap === 0 ? "" : gap === 1 ? text.charAt(previousEnd) : "many";
    words.push(word);
    previousEnd = word.end;
    at = word.end;
  }
  return words;
}

/** The text cut to `MAX_TOKEN_LENGTH` units without halving a surrogate pair. */
export function cutToken(text: string): string {
  if (text.length <= MAX_TOKEN_LENGTH) return text;
  const isPair = (text.codePointAt(MAX_TOKEN_LENGTH - 1) ?? 0) > 0xffff;
  return text.slice(0, isPair ? MAX_TOKEN_LENGTH - 1 : MAX_TOKEN_LENGTH);
}

function readAmpersand(at: number): Word {
  return { text: "and", kind: "and", start: at, end: at + 1, gap: "" };
}

function readRun(text: string, start: number, kind: number): Word {
  let end = start;
  for (let at = start; at < text.length;) {
    const current = classAt(text, at);
    if (current === kind) {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      end = at;
    } else if (current === APOSTROPHE && kind === LETTER) {
      at += 1;
    } else {
      break;
    }
  }
  const raw = text.slice(start, end);
  if (kind === UNSPACED) return { text: raw, kind: "unspaced", start, end, gap: "" };
  const word = cutToken(raw.includes("'") ? raw.replaceAll("'", "") : raw);
  return { text: word, kind: "plain", start, end, gap: "" };
}

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdfff) {
    const codePoint = text.codePointAt(at) ?? unit;
    return codePoint > 0xffff ? classOf(String.fromCodePoint(codePoint)) : SEPARATOR;
  }
  const known = classes[unit] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const computed = classOf(text.charAt(at));
  classes[unit] = computed;
  return computed;
}

function classOf(character: string): number {
  if (character === "'") return APOSTROPHE;
  if (character === "&") return AMPERSAND;
  if (!WORD_CHARACTER.test(character)) return SEPARATOR;
  return UNSPACED_SCRIPT.test(character) ? UNSPACED : LETTER;
}
