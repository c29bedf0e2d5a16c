/**
 * Which characters, pairs and triples of characters a text holds, so that most patterns can be
 * ruled out without being run. Case, separators and what is not ASCII are folded together: a text
 * that has what a pattern needs always says so, one that has not rarely does.
 */

/** Stands for every character that is not ASCII. */
export const FOREIGN = "\u007F";
/** Stands for white space, dots, underscores and control characters. */
export const SEPARATOR = " ";
/** Stands for any digit, in literals. */
export const DIGIT = "\u0001";

const FOREIGN_UNIT = 0x7f;
const SEPARATOR_UNIT = 0x20;
const DIGIT_UNIT = 1;
const PAIR_BASE = 128;
const TRIPLE_BASE = PAIR_BASE + 128 * 128;
const TRIPLE_BITS = 13;
const GRAM_COUNT = TRIPLE_BASE + (1 << TRIPLE_BITS);
/** Grams that are looked for of a long literal. */
const MOST_GRAMS = 3;

const FOLDED = Uint8Array.from({ length: 128 }, (_, unit) => foldAscii(unit));

/** The grams of one text. */
export class GramSet {
  readonly #bits = new Uint32Array(GRAM_COUNT / 32);

  /** Forgets what it holds and takes the grams of a text. */
  read(text: string): void {
    const bits = this.#bits;
    bits.fill(0);
    let before = 0;
    let last = 0;
    let shapeBefore = 0;
    let shapeLast = 0;
    for (let index = 0; index < text.length; index += 1) {
      const unit = foldUnit(text.charCodeAt(index));
      if (unit === last && (unit === SEPARATOR_UNIT || unit === FOREIGN_UNIT)) continue;
      const shape = unit >= 0x30 && unit <= 0x39 ? DIGIT_UNIT : unit;
      putGrams(bits, before, last, unit);
      if (shape !== unit || shapeLast !== last || shapeBefore !== before) {
        putGrams(bits, shapeBefore, shapeLast, shape);
      }
      before = last;
      last = unit;
      shapeBefore = shapeLast;
      shapeLast = shape;
    }
  }

  /** Whether the text has a gram. */
  has(gram: number): boolean {
    return ((this.#bits[gram >>> 5] ?? 0) & (1 << (gram & 31))) !== 0;
  }
}

/** A character with the pair and the triple that it ends; 0 stands for no character. */
function putGrams(bits: Uint32Array, first: number, second: number, third: number): void {
  put(bits, third);
  if (second === 0) return;
  put(bits, pairOf(second, third));
  if (first !== 0) put(bits, tripleOf(first, second, third));
}

function put(bits: Uint32Array, gram: number): void {
  bits[gram >>> 5] = (bits[gram >>> 5] ?? 0) | (1 << (gram & 31));
}

/** A part of a pattern in the spelling that literals are compared in. */
export function foldGrams(text: string): string {
  let folded = "";
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const character = String.fromCharCode(unit === DIGIT_UNIT ? unit : foldUnit(unit));
    const isRun = character === SEPARATOR || character === FOREIGN;
    if (!isRun || !folded.endsWith(character)) folded += character;
  }
  return folded;
}

/** Grams of every text that holds a literal in folded spelling, the rarest first; at most three. */
export function gramsOf(literal: string): number[] {
  const grams: { gram: number; length: number }[] = [];
  for (const length of [3, 2, 1]) {
    for (let at = 0; at + length <= literal.length; at += 1) {
      const text = literal.slice(at, at + length);
      // Digits are listed as themselves or as any, not mixed.
      if (!/\d/.test(text) || !text.includes(DIGIT)) grams.push({ gram: gramOf(text), length });
    }
  }
  const longest = grams.filter(({ length }) => length === (grams[0]?.length ?? 0));
  const step = Math.max(1, Math.floor(longest.length / MOST_GRAMS));
  const spaced = longest.filter((_, index) => index % step === 0);
  const chosen = longest.length === grams.length || longest.length >= MOST_GRAMS ? spaced : grams;
  return [...new Set(chosen.slice(0, MOST_GRAMS).map(({ gram }) => gram))];
}

function gramOf(text: string): number {
  const [first = 0, second = 0, third = 0] = Array.from(text, (character) =>
    character.charCodeAt(0),
  );
  if (text.length === 1) return first;
  return text.length === 2 ? pairOf(first, second) : tripleOf(first, second, third);
}

function foldUnit(unit: number): number {
  if (unit < 128) return FOLDED[unit] ?? unit;
  // The only two letters beyond ASCII that a pattern without regard to case takes for ASCII ones.
  if (unit === 0x17f) return 0x73;
  if (unit === 0x212a) return 0x6b;
  return isForeignSpace(unit) ? SEPARATOR_UNIT : FOREIGN_UNIT;
}

/** White space beyond ASCII. */
export function isForeignSpace(unit: number): boolean {
  if (unit === 0xa0 || unit === 0x1680 || unit === 0x3000 || unit === 0xfeff) return true;
  if (unit < 0x2000 || unit > 0x205f) return false;
  return unit <= 0x200a || unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f;
}

function foldAscii(unit: number): number {
  const character = String.fromCharCode(unit);
  if (/[A-Z]/.test(character)) return unit | 0x20;
  return unit < 0x20 || /[ ._]/.test(character) ? SEPARATOR_UNIT : unit;
}

function pairOf(first: number, second: number): number {
  return PAIR_BASE + (first << 7) + second;
}

function tripleOf(first: number, second: number, third: number): number {
  const hash = Math.imul((first << 14) | (second << 7) | third, 0x9e3779b1);
  return TRIPLE_BASE + (hash >>> (32 - TRIPLE_BITS));
}
