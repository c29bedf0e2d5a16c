import { DROPPED, type MergePlan } from "./merge-plan.ts";
import { NO_POSITION } from "./posting-lists.ts";
import { countTerms, type TextField } from "./segment.ts";
import { sharedBytes, sharedWords, trimShared } from "./shared-arrays.ts";
import { compareStrings } from "./string-table.ts";

/** The postings of one term in one of the fields. */
interface Source {
  field: TextField;
  map: Uint32Array;
  term: number;
}

/** A field under construction. */
interface Target {
  bytes: Uint8Array;
  offsets: Uint32Array;
  starts: Uint32Array;
  docs: Uint32Array;
  positions: Uint8Array;
  repeatTerms: Uint32Array;
  repeatDocs: Uint32Array;
  repeatPositions: Uint8Array;
  terms: number;
  postings: number;
  repeats: number;
}

/** Merges the words of segments; terms without a living document are left out. */
export function mergeTextFields(
  plan: MergePlan,
  fields: readonly TextField[],
): Omit<TextField, "shared"> {
  const target = createTarget(fields);
  const next = fields.map(() => 0);
  const repeatAt = fields.map(() => 0);
  for (;;) {
    const indexes = nextTerm(fields, next);
    const first = indexes[0];
    if (first === undefined) return finish(target);
    const before = target.postings;
    mergePostings(
      target,
      indexes.map((index) => ({
        field: fields[index]!,
        map: plan.maps[index]!,
        term: next[index]!,
      })),
    );
    const isKept = target.postings > before;
    mergeRepeats(target, plan, fields, { indexes, next, repeatAt }, isKept);
    if (isKept) addTerm(target, fields[first]!, next[first]!);
    for (const index of indexes) next[index]! += 1;
  }
}

/** The fields that hold the smallest term that is next. */
function nextTerm(fields: readonly TextField[], next: readonly number[]): number[] {
  let smallest: number[] = [];
  for (const [index, field] of fields.entries()) {
    if (next[index]! >= countTerms(field)) continue;
    const best = smallest[0];
    const order =
      best === undefined
        ? -1
        : compareStrings(field.terms, next[index]!, fields[best]!.terms, next[best]!);
    if (order < 0) smallest = [index];
    else if (order === 0) smallest.push(index);
  }
  return smallest;
}

function mergePostings(target: Target, sources: readonly Source[]): void {
  const begin = target.postings;
  const keepsPositions = target.positions.length > 0;
  for (const { field, map, term } of sources) {
    const middle = target.postings;
    const end = field.starts[term + 1]!;
    const hasPositions = field.positions.length > 0;
    for (let at = field.starts[term]!; at < end; at++) {
      const doc = map[field.docs[at]!]!;
      if (doc === DROPPED) continue;
      if (keepsPositions) {
        target.positions[target.postings] = hasPositions ? field.positions[at]! : NO_POSITION;
      }
      target.docs[target.postings++] = doc;
    }
    const isMixed =
      middle > begin && middle < target.postings && target.docs[middle - 1]! > target.docs[middle]!;
    if (isMixed) interleave(target, begin, middle, target.postings);
  }
}

/** Sorts two neighbouring ascending runs into one. */
function interleave(target: Target, begin: number, middle: number, end: number): void {
  const docs = target.docs.slice(begin, middle);
  const hasPositions = target.positions.length > 0;
  const positions = hasPositions ? target.positions.slice(begin, middle) : undefined;
  let left = 0;
  let right = middle;
  for (let at = begin; left < docs.length; at++) {
    if (right < end && target.docs[right]! < docs[left]!) {
      target.docs[at] = target.docs[right]!;
      if (positions !== undefined) target.positions[at] = target.positions[right]!;
      right += 1;
    } else {
      target.docs[at] = docs[left]!;
      if (positions !== undefined) target.positions[at] = positions[left]!;
      left += 1;
    }
  }
}

function mergeRepeats(
  target: Target,
  plan: MergePlan,
  fields: readonly TextField[],
  cursor: { indexes: readonly number[]; next: readonly number[]; repeatAt: number[] },
  isKept: boolean,
): void {
  const found: [doc: number, position: number][] = [];
  for (const index of cursor.indexes) {
    const field = fields[index]!;
    const term = cursor.next[index]!;
    let at = cursor.repeatAt[index]!;
    for (; field.repeatTerms[at] === term; at++) {
      const doc = plan.maps[index]![field.repeatDocs[at]!]!;
      if (doc !== DROPPED) found.push([doc, field.repeatPositions[at]!]);
    }
    cursor.repeatAt[index] = at;
  }
  if (!isKept) return;
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [doc, position] of found) {
    target.repeatTerms[target.repeats] = target.terms;
    target.repeatDocs[target.repeats] = doc;
    target.repeatPositions[target.repeats++] = position;
  }
}

function addTerm(target: Target, field: TextField, term: number): void {
  const { bytes, offsets } = field.terms;
  const start = target.offsets[target.terms]!;
  const length = offsets[term + 1]! - offsets[term]!;
  for (let at = 0; at < length; at++) target.bytes[start + at] = bytes[offsets[term]! + at]!;
  target.terms += 1;
  target.offsets[target.terms] = start + length;
  target.starts[target.terms] = target.postings;
}

function createTarget(fields: readonly TextField[]): Target {
  const sum = (measure: (field: TextField) => number): number =>
    fields.reduce((total, field) => total + measure(field), 0);
  const terms = sum(countTerms);
  const postings = sum((field) => field.docs.length);
  const repeats = sum((field) => field.repeatDocs.length);
  const hasPositions = fields.some((field) => field.positions.length > 0);
  return {
    bytes: sharedBytes(sum((field) => field.terms.bytes.length)),
    offsets: sharedWords(terms + 1),
    starts: sharedWords(terms + 1),
    docs: sharedWords(postings),
    positions: sharedBytes(hasPositions ? postings : 0),
    repeatTerms: sharedWords(repeats),
    repeatDocs: sharedWords(repeats),
    repeatPositions: sharedBytes(repeats),
    terms: 0,
    postings: 0,
    repeats: 0,
  };
}

function finish(target: Target): Omit<TextField, "shared"> {
  const { terms, postings, repeats } = target;
  const offsets = trimShared(target.offsets, terms + 1);
  return {
    terms: { bytes: trimShared(target.bytes, offsets[terms]!), offsets },
    starts: trimShared(target.starts, terms + 1),
    docs: trimShared(target.docs, postings),
    positions: trimShared(target.positions, target.positions.length === 0 ? 0 : postings),
    repeatTerms: trimShared(target.repeatTerms, repeats),
    repeatDocs: trimShared(target.repeatDocs, repeats),
    repeatPositions: trimShared(target.repeatPositions, repeats),
  };
}
