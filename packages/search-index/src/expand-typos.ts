import { countTerms, type TextField } from "./segment.ts";
import type { StringTable } from "./string-table.ts";

/** Neighbouring terms of a dictionary that are equally far from a word. */
export interface TermRange {
  from: number;
  /** Behind the last. */
  to: number;
  edits: number;
}

const MAX_DEPTH = 256;
/** Terms that are passed over one by one before leaping. */
const MAX_STEPS = 16;

/**
 * Finds the terms within a number of edits of a word: letters left out, added or changed, or two
 * neighbours swapped (optimal string alignment). With `isPrefix` the beginning of the term counts.
 * One pass over the sorted dictionary, or the part of it from one term to before another: rows of the
 * distance table are kept for the letters that a term shares with the one before, and terms that begin
 * like a hopeless one are skipped unread.
 */
export function expandTypos(
  field: TextField,
  word: string,
  maxEdits: number,
  isPrefix: boolean,
  [first, count]: readonly [from: number, to: number] = [0, countTerms(field)],
): TermRange[] {
  const walk = createWalk(field, word, maxEdits, isPrefix);
  const { shared } = field;
  const ranges: TermRange[] = [];
  for (let term = first; term < count;) {
    const deadAt = descend(walk, term, term === first);
    let next = term + 1;
    // Terms that share the hopeless beginning end as this one does.
    if (deadAt > 0) {
      const near = Math.min(count, next + MAX_STEPS);
      while (next < near && shared[next]! >= deadAt) next += 1;
      if (next === near) next = Math.min(count, skipAlike(field.terms, term, deadAt, next));
    }
    if (walk.edits <= maxEdits) addRange(ranges, term, next, walk.edits);
    term = next;
  }
  return ranges;
}

/** The first term from `from` on that does not begin with the first bytes of a term, by leaps. */
function skipAlike(terms: StringTable, term: number, length: number, from: number): number {
  const count = terms.offsets.length - 1;
  let low = from;
  let step = MAX_STEPS;
  while (low + step < count && beginsAlike(terms, term, length, low + step)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(count, low + step);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (beginsAlike(terms, term, length, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function beginsAlike(terms: StringTable, term: number, length: number, other: number): boolean {
  const { bytes, offsets } = terms;
  const start = offsets[term]!;
  const otherStart = offsets[other]!;
  if (offsets[other + 1]! - otherStart < length) return false;
  for (let at = 0; at < length; at++) {
    if (bytes[start + at] !== bytes[otherStart + at]) return false;
  }
  return true;
}

interface Walk {
  field: TextField;
  letters: Uint32Array;
  maxEdits: number;
  isPrefix: boolean;
  /** Row `depth` of the distance table, for the first `depth` letters of the current term. */
  rows: Uint8Array[];
  path: Uint32Array;
  /** Fewest edits to a beginning of the term, by depth. */
  best: Uint8Array;
  /** How many letters end at or before a byte. */
  depthAtByte: Uint16Array;
  /** Edits of the term that was walked last. */
  edits: number;
}

function createWalk(field: TextField, word: string, maxEdits: number, isPrefix: boolean): Walk {
  const letters = Uint32Array.from(word, (letter) => letter.codePointAt(0)!);
  const width = letters.length + 1;
  const cells = new Uint8Array((MAX_DEPTH + 1) * width);
  const rows = Array.from({ length: MAX_DEPTH + 1 }, (_, depth) =>
    cells.subarray(depth * width, (depth + 1) * width),
  );
  for (let column = 0; column < width; column++) rows[0]![column] = column;
  const best = new Uint8Array(MAX_DEPTH + 1);
  best[0] = letters.length;
  return {
    field,
    letters,
    maxEdits,
    isPrefix,
    rows,
    path: new Uint32Array(MAX_DEPTH + 1),
    best,
    depthAtByte: new Uint16Array(MAX_DEPTH + 1),
    edits: 0,
  };
}

/**
 * Computes the rows of a term behind what it shares with the last one. Answers the number of bytes
 * after which nothing can match any more, or 0 when the term was read to its end.
 */
function descend(walk: Walk, term: number, isFirst: boolean): number {
  const { bytes, offsets } = walk.field.terms;
  const start = offsets[term]!;
  const length = Math.min(offsets[term + 1]! - start, MAX_DEPTH);
  let byte = isFirst ? 0 : walk.field.shared[term]!;
  let depth = walk.depthAtByte[byte]!;
  while (byte < length) {
    const first = bytes[start + byte]!;
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const letter = size === 1 ? first : readLetter(bytes, start + byte, size);
    byte += size;
    depth += 1;
    walk.path[depth] = letter;
    walk.depthAtByte[byte] = depth;
    const fewest = fillRow(walk, depth, letter);
    const enough = walk.isPrefix ? Math.min(walk.best[depth]!, walk.maxEdits + 1) : 0;
    if (fewest > walk.maxEdits || (walk.isPrefix && fewest >= enough)) {
      walk.edits = walk.isPrefix ? walk.best[depth]! : walk.maxEdits + 1;
      return byte;
    }
  }
  walk.edits = walk.isPrefix ? walk.best[depth]! : walk.rows[depth]![walk.letters.length]!;
  return 0;
}

/** Computes the row of the table for a depth and answers its smallest cell. */
function fillRow(walk: Walk, depth: number, letter: number): number {
  const { letters } = walk;
  const row = walk.rows[depth]!;
  const above = walk.rows[depth - 1]!;
  const swapped = depth > 1 ? walk.rows[depth - 2]! : above;
  const previous = depth > 1 ? walk.path[depth - 1]! : -1;
  let fewest = Math.min(depth, 255);
  row[0] = fewest;
  for (let column = 1; column <= letters.length; column++) {
    const own = letters[column - 1]!;
    let edits = above[column - 1]! + (own === letter ? 0 : 1);
    const added = above[column]! + 1;
    const left = row[column - 1]! + 1;
    if (added < edits) edits = added;
    if (left < edits) edits = left;
    if (column > 1 && own === previous && letters[column - 2] === letter && own !== letter) {
      const swap = swapped[column - 2]! + 1;
      if (swap < edits) edits = swap;
    }
    row[column] = edits;
    if (edits < fewest) fewest = edits;
  }
  const whole = row[letters.length]!;
  const best = walk.best[depth - 1]!;
  walk.best[depth] = whole < best ? whole : best;
  return fewest;
}

function addRange(ranges: TermRange[], from: number, to: number, edits: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && last.to === from && last.edits === edits) last.to = to;
  else ranges.push({ from, to, edits });
}

function readLetter(bytes: Uint8Array, at: number, size: number): number {
  let letter = bytes[at]! & (0xff >> (size + 1));
  for (let index = 1; index < size; index++) letter = (letter << 6) | (bytes[at + index]! & 0x3f);
  return letter;
}
