import { SearchIndexError } from "./search-index-error.ts";
import { sharedBytes, sharedWords } from "./shared-arrays.ts";

/** Different texts in UTF-8, sorted by their bytes, in shared memory. */
export interface StringTable {
  bytes: Uint8Array;
  /** Where each text begins, and the end of the last one. */
  offsets: Uint32Array;
}

/** Orders texts as their UTF-8 bytes are ordered, by code points. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    let left = a.charCodeAt(at);
    let right = b.charCodeAt(at);
    if (left === right) continue;
    // Surrogates stand for code points above all others.
    if (left >= 0xd800 && right >= 0xd800) {
      left += left >= 0xe000 ? -0x800 : 0x2000;
      right += right >= 0xe000 ? -0x800 : 0x2000;
    }
    return left - right;
  }
  return a.length - b.length;
}

/** Sorts texts in place as a table holds them. */
export function sortTexts(texts: string[]): string[] {
  texts.sort();
  if (texts.some((text) => /[\ud800-\udfff]/.test(text))) texts.sort(compareText);
  return texts;
}

/** A table of texts that are sorted already and all different. */
export function buildStringTable(sorted: readonly string[]): StringTable {
  let length = 0;
  for (const text of sorted) length += Buffer.byteLength(text);
  const bytes = sharedBytes(length);
  const offsets = sharedWords(sorted.length + 1);
  const target = Buffer.from(bytes.buffer);
  let at = 0;
  for (const [index, text] of sorted.entries()) {
    at += target.write(text, at);
    offsets[index + 1] = at;
  }
  return { bytes, offsets };
}

/** How many texts a table holds. */
export function countStrings(table: StringTable): number {
  return table.offsets.length - 1;
}

/** The text at an index; throws `INVALID` when there is none. */
export function readString(table: StringTable, index: number): string {
  const start = table.offsets[index];
  const end = table.offsets[index + 1];
  if (start === undefined || end === undefined) {
    throw new SearchIndexError("INVALID", `a table of texts has no index ${index}`);
  }
  const { buffer, byteOffset } = table.bytes;
  return Buffer.from(buffer, byteOffset + start, end - start).toString("utf8");
}

/** The index of a text, or -1. */
export function findString(table: StringTable, text: string): number {
  const wanted = Buffer.from(text);
  const index = lowerBound(table, wanted);
  return index < countStrings(table) && compareAt(table, index, wanted) === 0 ? index : -1;
}

/** The texts that begin with a prefix: the first index and the one behind the last. */
export function findPrefix(table: StringTable, prefix: string): [from: number, to: number] {
  const wanted = Buffer.from(prefix);
  const from = lowerBound(table, wanted);
  let low = from;
  let high = countStrings(table);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startsWith(table, middle, wanted)) low = middle + 1;
    else high = middle;
  }
  return [from, low];
}

/** How two texts of two tables are ordered: negative, 0 or positive. */
export function compareStrings(a: StringTable, i: number, b: StringTable, j: number): number {
  let left = a.offsets[i]!;
  let right = b.offsets[j]!;
  const leftLength = a.offsets[i + 1]! - left;
  const rightLength = b.offsets[j + 1]! - right;
  const end = left + Math.min(leftLength, rightLength);
  while (left < end) {
    const difference = a.bytes[left++]! - b.bytes[right++]!;
    if (difference !== 0) return difference;
  }
  return leftLength - rightLength;
}

function lowerBound(table: StringTable, wanted: Uint8Array): number {
  let low = 0;
  let high = countStrings(table);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(table, middle, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareAt(table: StringTable, index: number, wanted: Uint8Array): number {
  const start = table.offsets[index]!;
  const length = table.offsets[index + 1]! - start;
  const shared = Math.min(length, wanted.length);
  for (let at = 0; at < shared; at++) {
    const difference = table.bytes[start + at]! - wanted[at]!;
    if (difference !== 0) return difference;
  }
  return length - wanted.length;
}

function startsWith(table: StringTable, index: number, prefix: Uint8Array): boolean {
  const start = table.offsets[index]!;
  if (table.offsets[index + 1]! - start < prefix.length) return false;
  for (let at = 0; at < prefix.length; at++) {
    if (table.bytes[start + at] !== prefix[at]) return false;
  }
  return true;
}
