/** Folding for search: Unicode NFKD (UAX #15) without diacritics, lower case. */

/** A folded text and, for each of its UTF-16 units, the range of the original that it came from. */
export interface FoldedText {
  text: string;
  /** Absent when every unit stands where it stood in the original. */
  offsets?: { starts: number[]; ends: number[] };
}

/** Letters that NFKD leaves whole although readers take them for plain ones. */
const LETTERS = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ı", "i"],
  ["ȷ", "j"],
  ["đ", "d"],
  ["ð", "d"],
  ["þ", "th"],
  ["ł", "l"],
  ["ħ", "h"],
  ["ŧ", "t"],
  ["ŋ", "n"],
  ["ĸ", "k"],
  ["ς", "σ"],
  ["\u0640", ""],
]);

const APOSTROPHES = /[\u0060\u00b4\u02bb\u02bc\u2018\u2019\u201b\u2032]/u;

/** Signs whose NFKD form would stick to the word before them (`tm`), and the invisible blank. */
const BLANK_SIGNS = /[\u00a9\u00ae\u2120\u2122\u200b]/u;

/** Zeros of the decimal digits, besides ASCII and full width, that titles are written in. */
const DIGIT_ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

// Only diacritics that a reader may leave out: Indic and Thai vowel signs and kana voicing stay.
const OPTIONAL_MARKS =
  /[[\p{sc=Inherited}\p{Cf}[\p{Mn}&&[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Cyrillic}]]]--[\u3099\u309a]]/gv;
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const PLAIN_ASCII = /^[ -_a-~]*$/;

const cache = new Map<number, string>();
const MAX_CACHED = 20_000;

/**
 * Folds a text for comparison: compatibility forms and width unified (NFKD), diacritics removed,
 * lower case, `ß`→`ss`, `æ`→`ae`, `ø`→`o`, `ı`→`i`, apostrophes unified, foreign digits as ASCII,
 * invisible characters dropped, control characters and lone surrogates as blanks. Vowel signs of
 * Thai and Indic scripts and the voicing of kana stay; Hangul comes out composed. Never throws.
 */
export function foldText(text: string): string {
  return foldWithOffsets(text).text;
}

/** Folds like `foldText` and remembers where each folded unit came from. */
export function foldWithOffsets(text: string): FoldedText {
  if (PLAIN_ASCII.test(text)) return { text: text.toLowerCase() };
  const folded: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < text.length;) {
    const codePoint = text.codePointAt(at) ?? 0;
    const next = at + (codePoint > 0xffff ? 2 : 1);
    const piece = foldCodePoint(codePoint);
    const last = folded.length - 1;
    const composed = last >= 0 && joinsPrevious(piece) ? compose(folded[last] ?? "", piece) : "";
    if (composed !== "") folded[last] = composed;
    if (composed !== "" || piece === "") {
      if (last >= 0) ends[last] = next;
    } else {
      for (let unit = 0; unit < piece.length; unit++) {
        folded.push(piece.charAt(unit));
        starts.push(at);
        ends.push(next);
      }
    }
    at = next;
  }
  return { text: folded.join(""), offsets: { starts, ends } };
}

function foldCodePoint(codePoint: number): string {
  const known = cache.get(codePoint);
  if (known !== undefined) return known;
  const piece = computeFold(codePoint);
  if (cache.size < MAX_CACHED) cache.set(codePoint, piece);
  return piece;
}

function computeFold(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (APOSTROPHES.test(character)) return "'";
  if (UNREADABLE.test(character) || BLANK_SIGNS.test(character)) return " ";
  const zero = DIGIT_ZEROS.find((first) => codePoint >= first && codePoint < first + 10);
  if (zero !== undefined) return String(codePoint - zero);
  const bare = character.normalize("NFKD").replace(OPTIONAL_MARKS, "");
  let piece = "";
  for (const letter of bare.toLowerCase()) piece += LETTERS.get(letter) ?? letter;
  return piece.normalize("NFC");
}

/** Kana voicing marks and the vowels and final consonants of decomposed Hangul. */
function joinsPrevious(piece: string): boolean {
  const unit = piece.charCodeAt(0);
  if (piece.length !== 1 || unit < 0x1161) return false;
  return unit <= 0x1175 || (unit >= 0x11a8 && unit <= 0x11c2) || unit === 0x3099 || unit === 0x309a;
}

/** The one character that both make, or nothing when they make none. */
function compose(previous: string, mark: string): string {
  const composed = (previous + mark).normalize("NFC");
  return composed.length === 1 ? composed : "";
}
