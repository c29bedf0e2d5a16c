import { tokenize, type QueryToken } from "@minato/search-text";

const DIGIT = /\p{N}/u;
const MIN_LENGTH = 3;
const ONE_EDIT_LENGTH = 4;
const TWO_EDITS_LENGTH = 8;

/**
 * Adds to the words of a query those words of a title that it was found by although they were
 * spelled, joined or split in another way; for highlights.
 */
export function addSimilarWords(title: string, terms: readonly QueryToken[]): QueryToken[] {
  const words = tokenize(title);
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const similar = new Set<string>();
  for (const [index, { text, isPrefix }] of wanted.entries()) {
    if (words.some((word) => word === text || (isPrefix && word.startsWith(text)))) continue;
    for (const [at, word] of words.entries()) {
      if (isSimilar(text, word, isPrefix)) similar.add(word);
      for (const part of partsOf(text, words, at)) similar.add(part);
      if (text + (wanted[index + 1]?.text ?? "") === word) similar.add(word);
    }
  }
  const found = [...similar].map((text) => ({
    text,
    isPrefix: false,
    isOptional: false,
    isExcluded: false,
  }));
  return [...terms, ...found];
}

/** The words from a place on that make up one that was typed, if they do. */
function partsOf(typed: string, words: readonly string[], from: number): readonly string[] {
  let joined = "";
  for (let at = from; at < words.length && typed.startsWith(joined); at++) {
    joined += words[at];
    if (joined === typed) return words.slice(from, at + 1);
  }
  return [];
}

/** Whether a word may be meant by what was typed: one edit from 4 letters on, two from 8 on. */
function isSimilar(typed: string, word: string, isPrefix: boolean): boolean {
  const letters = Array.from(typed);
  if (letters.length < MIN_LENGTH || DIGIT.test(typed)) return false;
  const edits = letters.length >= TWO_EDITS_LENGTH ? 2 : 1;
  const others = Array.from(word);
  if (countEdits(letters, others, false) <= edits) return true;
  const isBegun = isPrefix && letters.length >= ONE_EDIT_LENGTH && letters[0] === others[0];
  return isBegun && countEdits(letters, others, true) <= edits;
}

/**
 * Letters left out, added, changed or swapped with their neighbour (optimal string alignment); with
 * `isPrefix` to the nearest beginning of the word.
 */
function countEdits(typed: readonly string[], word: readonly string[], isPrefix: boolean): number {
  let before: number[] = [];
  let row = Array.from({ length: typed.length + 1 }, (_, length) => length);
  let best = typed.length;
  for (let at = 1; at <= word.length; at++) {
    const next = [at];
    for (let to = 1; to <= typed.length; to++) {
      const change = word[at - 1] === typed[to - 1] ? 0 : 1;
      let edits = Math.min(row[to]! + 1, next[to - 1]! + 1, row[to - 1]! + change);
      const isSwap =
        at > 1 && to > 1 && word[at - 1] === typed[to - 2] && word[at - 2] === typed[to - 1];
      if (isSwap) edits = Math.min(edits, before[to - 2]! + 1);
      next.push(edits);
    }
    before = row;
    row = next;
    best = Math.min(best, row[typed.length]!);
  }
  return isPrefix ? best : row[typed.length]!;
}
