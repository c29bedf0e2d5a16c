import { findString, type StringTable } from "./string-table.ts";

/** UTF-16 units of a part. */
const SHORTEST_PART = 2;
/** A word is split into at most so many words. */
const MAX_PARTS = 6;
/** Steps in which ways of splitting a word are looked for. */
const MAX_STEPS = 20_000;
/** Ways of splitting a word that are looked for, those with the fewest parts first. */
const MAX_SPLITS = 64;

/** Ways of splitting a word while they are looked for. */
interface Splits {
  isKnown: (part: string) => boolean;
  found: string[][];
  steps: number;
}

/** The ways of writing a word as two to six words of a dictionary, each of two letters and more. */
export function splitWord(text: string, terms: StringTable): string[][] {
  const known = new Map<string, boolean>();
  const isKnown = (part: string): boolean => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const is = part.isWellFormed() && findString(terms, part) !== -1;
    known.set(part, is);
    return is;
  };
  const splits: Splits = { isKnown, found: [], steps: 0 };
  for (let parts = 2; parts <= MAX_PARTS; parts++) addSplits(text, parts, [], splits);
  return splits.found;
}

/** Adds the ways of writing a text as so many known words behind those before it. */
function addSplits(text: string, parts: number, before: readonly string[], splits: Splits): void {
  if (parts === 1) {
    if (splits.isKnown(text)) splits.found.push([...before, text]);
    return;
  }
  const last = text.length - SHORTEST_PART * (parts - 1);
  for (let at = SHORTEST_PART; at <= last; at++) {
    splits.steps += 1;
    if (splits.found.length >= MAX_SPLITS || splits.steps > MAX_STEPS) return;
    const part = text.slice(0, at);
    if (splits.isKnown(part)) addSplits(text.slice(at), parts - 1, [...before, part], splits);
  }
}
