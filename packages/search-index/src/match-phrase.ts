import { GrowingWords } from "./growing-array.ts";
import { listOf, type PostingList, seek } from "./posting-lists.ts";
import type { TextField } from "./segment.ts";
import { findString } from "./string-table.ts";

/** A word of a phrase and where it stands relative to the others. */
export interface PhraseWord {
  text: string;
  position: number;
}

/**
 * The documents whose field holds words at the given distances from each other, or nothing when
 * there are none.
 */
export function findPhrase(
  field: TextField,
  words: readonly PhraseWord[],
  cost: number,
): PostingList | undefined {
  const terms = words.map((word) => findString(field.terms, word.text));
  const [first] = terms;
  if (first === undefined || terms.includes(-1)) return undefined;
  if (terms.length === 1) return listOf(field, first, first + 1, cost);
  const offsets = words.map((word) => word.position - words[0]!.position);
  const sizes = terms.map((term) => field.starts[term + 1]! - field.starts[term]!);
  const rarest = sizes.indexOf(Math.min(...sizes));
  const cursors = terms.map((term) => field.starts[term]!);
  const docs = new GrowingWords();
  const positions = new GrowingWords();
  const end = field.starts[terms[rarest]! + 1]!;
  for (; cursors[rarest]! < end; cursors[rarest]! += 1) {
    const doc = field.docs[cursors[rarest]!]!;
    if (!moveTo(field, terms, cursors, doc)) continue;
    const position = placeOf(field, terms, cursors, offsets, doc);
    if (position === -1) continue;
    docs.push(doc);
    positions.push(position);
  }
  if (docs.length === 0) return undefined;
  return {
    docs: docs.values.subarray(0, docs.length),
    positions: Uint8Array.from(positions.values.subarray(0, positions.length)),
    cost,
    isSorted: true,
  };
}

/** Moves all cursors to a document; answers whether all terms are in it. */
function moveTo(
  field: TextField,
  terms: readonly number[],
  cursors: number[],
  doc: number,
): boolean {
  for (const [index, term] of terms.entries()) {
    const start = cursors[index]!;
    const list = field.docs.subarray(start, field.starts[term + 1]!);
    const at = seek(list, doc, 0);
    cursors[index] = start + at;
    if (list[at] !== doc) return false;
  }
  return true;
}

/** Where the phrase begins in a document that has all of its words, or -1. */
function placeOf(
  field: TextField,
  terms: readonly number[],
  cursors: readonly number[],
  offsets: readonly number[],
  doc: number,
): number {
  const all = terms.map((term, index) => positionsOf(field, term, cursors[index]!, doc));
  for (const start of all[0]!) {
    if (offsets.every((offset, index) => all[index]!.includes(start + offset))) return start;
  }
  return -1;
}

/** All positions of a term in a document; the posting is known. */
function positionsOf(field: TextField, term: number, posting: number, doc: number): number[] {
  const positions = [field.positions[posting]!];
  const { repeatTerms, repeatDocs, repeatPositions } = field;
  let low = 0;
  let high = repeatTerms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBefore =
      repeatTerms[middle]! < term || (repeatTerms[middle] === term && repeatDocs[middle]! < doc);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  for (; repeatTerms[low] === term && repeatDocs[low] === doc; low++) {
    positions.push(repeatPositions[low]!);
  }
  return positions;
}
