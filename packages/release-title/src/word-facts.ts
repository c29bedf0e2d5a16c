/** What a word tells wherever it stands. */
import { hashRange, hashText, mix } from "./hash-text.ts";
import { kindOfWord } from "./token-kinds.ts";

/** Numbers that the features of a token are made of. */
export interface WordFacts {
  /** Hash of the word in lower case. */
  word: number;
  /** Index into `TOKEN_KINDS`. */
  kind: number;
  /** Its first runs of digits and letters, and its length. */
  shape: number;
  /** Hash of how it begins and ends. */
  affixes: number;
}

/** Facts of a word, which is also given in lower case. */
export function readWordFacts(text: string, lower: string): WordFacts {
  const word = hashText(lower);
  return {
    word,
    kind: kindOfWord(lower, word),
    shape: shapeOf(text),
    affixes: mix(hashRange(lower, 0, 2), hashRange(lower, lower.length - 3, lower.length)),
  };
}

function shapeOf(text: string): number {
  let shape = 0;
  let last = 0;
  let runs = 0;
  for (let index = 0; index < text.length; index += 1) {
    const kind = kindOfUnit(text.charCodeAt(index));
    if (kind === last) continue;
    shape = shape * 6 + kind;
    last = kind;
    if (++runs === 5) break;
  }
  return shape * 8 + Math.min(text.length, 7);
}

/** Digit, small letter, capital, other European letter, anything else; halves of pairs are that. */
function kindOfUnit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return 1;
  if (unit >= 0x61 && unit <= 0x7a) return 2;
  if (unit >= 0x41 && unit <= 0x5a) return 3;
  return unit < 0x400 ? 4 : 5;
}
