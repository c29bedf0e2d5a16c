import type { SearchSchema } from "./schema.ts";
import type { NumberArray } from "./shared-arrays.ts";
import { countStrings, type StringTable } from "./string-table.ts";

/** Which documents hold which words. All arrays are in shared memory and never change. */
export interface TextField {
  terms: StringTable;
  /** How many leading bytes, whole characters, a term shares with the one before. */
  shared: Uint8Array;
  /** Where the postings of each term begin in `docs`, and the end of the last. */
  starts: Uint32Array;
  /** Document numbers, ascending within a term. */
  docs: Uint32Array;
  /**
   * First position of the term in each of `docs`, at most 255. Of a body one bit for each of its texts
   * that hold the term, by their number modulo 8; empty in files of before that was kept.
   */
  positions: Uint8Array;
  /** Further positions of a term in a document, sorted by term, document and position. */
  repeatTerms: Uint32Array;
  repeatDocs: Uint32Array;
  repeatPositions: Uint8Array;
}

/** Numbers of the documents; an absent one is the largest of the storage or NaN. */
export interface NumberValues {
  kind: "number";
  values: NumberArray;
  /** As `blockMaxima` makes them; patches raise them. */
  maxima: Float64Array;
  /** In its only element how many numbers were patched so far. */
  patchCount: Uint32Array;
}

/** Texts of the documents: code 0 is absent, code c is text c - 1. */
export interface EnumValues {
  kind: "enum";
  codes: NumberArray;
  texts: StringTable;
}

/** Sets of texts: code c has the texts `members[starts[c]]` to `members[starts[c + 1] - 1]`. */
export interface SetValues {
  kind: "set";
  codes: NumberArray;
  starts: Uint32Array;
  members: Uint32Array;
  texts: StringTable;
}

/** A column of a segment. */
export type ColumnValues = NumberValues | EnumValues | SetValues;

/**
 * A part of the index that never changes, apart from numbers patched in place and documents marked
 * as deleted. Documents are numbered by ascending id.
 */
export interface Segment {
  /** Unique within an index, ascending. */
  number: number;
  count: number;
  ids: Uint32Array;
  /** Words of each title before its details, at most 255. */
  lengths: Uint8Array;
  title: TextField;
  body: TextField | undefined;
  columns: Record<string, ColumnValues>;
}

/** A segment together with its deleted documents as one generation of the index sees them. */
export interface LiveSegment {
  segment: Segment;
  /** One bit a document. */
  deleted: Uint32Array;
  /** In its only element how many bits of `deleted` are set. */
  deletedCount: Uint32Array;
}

/**
 * One state of an index. Consists of plain objects over shared memory, so `postMessage` hands it to
 * a thread without a copy.
 */
export interface Snapshot {
  /** Grows with each commit. */
  version: number;
  schema: SearchSchema;
  segments: readonly LiveSegment[];
}

/** How many terms a field has. */
export function countTerms(field: TextField): number {
  return countStrings(field.terms);
}

/** The number of the document with an id in a segment, deleted or not, or -1. */
export function findDocument(segment: Segment, id: number): number {
  const { ids } = segment;
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low < ids.length && ids[low] === id ? low : -1;
}

/** Whether a document of a segment is deleted. */
export function isDeleted(live: LiveSegment, doc: number): boolean {
  return (Atomics.load(live.deleted, doc >>> 5) & (1 << (doc & 31))) !== 0;
}

/** How many documents of a snapshot are not deleted. */
export function countDocuments(snapshot: Snapshot): number {
  let count = 0;
  for (const live of snapshot.segments) {
    count += live.segment.count - Atomics.load(live.deletedCount, 0);
  }
  return count;
}
