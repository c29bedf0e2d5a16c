import { NO_POSITION, packInfo, type PostingList, seek } from "./posting-lists.ts";
import type { Scratch } from "./scratch.ts";

/** Documents found so far, ascending, and what each clause found them by. */
export interface Matches {
  docs: Uint32Array;
  count: number;
  /** By clause, beside `docs`, as `packInfo` makes them; 0 where an optional word is missing. */
  infos: Uint16Array[] | undefined;
}

/** How matches are narrowed. */
export interface IntersectOptions {
  /** Whether documents without the word stay. */
  isOptional: boolean;
  /** Documents of the segment. */
  count: number;
  scratch: Scratch;
}

/** Lists beyond this number are laid over each other in marks, one for each document. */
const MAX_WALKED_LISTS = 4;
/** Galloping pays when the list is so many times longer than what is looked up in it. */
const GALLOP_RATIO = 16;
/** A list is dense when it holds more than one document in so many. */
const DENSE = 64;
/** Marks are cleared one by one when fewer than one document in so many was marked. */
const SPARSE = 16;

/** The documents of the first clause. */
export function startMatches(
  lists: readonly PostingList[],
  clause: number,
  infos: Uint16Array[] | undefined,
  count: number,
  scratch: Scratch,
): Matches {
  const only = lists.length === 1 ? lists[0] : undefined;
  if (only?.isSorted === true) {
    if (infos !== undefined) infos[clause] = infosOf(only, scratch);
    return { docs: only.docs, count: only.docs.length, infos };
  }
  const total = lists.reduce((sum, list) => sum + list.docs.length, 0);
  if (infos === undefined) return { ...unite(lists, total, count, scratch), infos };
  const marks = scratch.marks(count);
  // One more: the place behind the last is written to, too.
  const most = Math.min(total, count) + 1;
  const docs = scratch.words(most);
  const info = scratch.infos(most);
  infos[clause] = info;
  if (total * SPARSE < count) {
    return { docs, count: gatherFew(lists, marks, docs, info), infos };
  }
  markAll(lists, marks);
  let length = 0;
  for (let doc = 0; doc < count; doc++) {
    const packed = marks[doc]!;
    // Written in any case: a branch that is taken at random costs more.
    docs[length] = doc;
    info[length] = packed;
    length += packed === 0 ? 0 : 1;
  }
  marks.fill(0, 0, count);
  return { docs, count: length, infos };
}

/** The documents of lists that hold few of them, ascending; answers how many there are. */
function gatherFew(
  lists: readonly PostingList[],
  marks: Uint16Array,
  docs: Uint32Array,
  info: Uint16Array,
): number {
  let length = 0;
  for (const list of lists) length = markNew(list, marks, docs, length);
  docs.subarray(0, length).sort();
  for (let at = 0; at < length; at++) {
    const doc = docs[at]!;
    info[at] = marks[doc]!;
    marks[doc] = 0;
  }
  return length;
}

/** All documents of lists, ascending, through one bit for each document. */
function unite(
  lists: readonly PostingList[],
  total: number,
  count: number,
  scratch: Scratch,
): { docs: Uint32Array; count: number } {
  const bits = scratch.bits(count);
  for (const { docs } of lists) {
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at]!;
      bits[doc >>> 5]! |= 1 << (doc & 31);
    }
  }
  const united = scratch.words(Math.min(total, count));
  let length = 0;
  const words = Math.ceil(count / 32);
  for (let word = 0; word < words; word++) {
    let rest = bits[word]!;
    if (rest === 0) continue;
    bits[word] = 0;
    while (rest !== 0) {
      const lowest = rest & -rest;
      united[length++] = (word << 5) | (31 - Math.clz32(lowest));
      rest ^= lowest;
    }
  }
  return { docs: united, count: length };
}

/** Keeps the documents that are in one of the lists. */
export function intersect(
  matches: Matches,
  lists: readonly PostingList[],
  clause: number,
  options: IntersectOptions,
): Matches {
  const { count } = matches;
  const info = options.scratch.infos(count);
  if (canWalk(lists, count, options.count)) {
    info.fill(0, 0, count);
    for (const list of lists) walk(matches, list, info);
  } else {
    readMarks(matches, lists, info, options);
  }
  if (options.isOptional) {
    if (matches.infos !== undefined) matches.infos[clause] = info;
    return matches;
  }
  if (matches.infos !== undefined) matches.infos[clause] = info;
  return compact(matches, info, true, options.scratch);
}

/** Drops the documents that are in one of the lists. */
export function subtract(
  matches: Matches,
  lists: readonly PostingList[],
  count: number,
  scratch: Scratch,
): Matches {
  if (lists.length === 0) return matches;
  const info = scratch.infos(matches.count);
  if (canWalk(lists, matches.count, count)) {
    info.fill(0, 0, matches.count);
    for (const list of lists) walk(matches, list, info);
  } else {
    readMarks(matches, lists, info, { isOptional: false, count, scratch });
  }
  return compact(matches, info, false, scratch);
}

/** Keeps the matches where a flag is set, or where it is not. */
export function compact(
  matches: Matches,
  flags: Uint16Array | Uint8Array,
  isKept: boolean,
  scratch: Scratch,
): Matches {
  const { docs, count, infos } = matches;
  const kept = scratch.words(count + 1);
  const keepsZero = isKept ? 0 : 1;
  let length = 0;
  // Written in any case: a branch that is taken at random costs more.
  if (infos === undefined) {
    for (let at = 0; at < count; at++) {
      kept[length] = docs[at]!;
      length += flags[at] === 0 ? keepsZero : 1 - keepsZero;
    }
    return { docs: kept, count: length, infos };
  }
  const places = scratch.words(count + 1);
  for (let at = 0; at < count; at++) {
    kept[length] = docs[at]!;
    places[length] = at;
    length += flags[at] === 0 ? keepsZero : 1 - keepsZero;
  }
  if (length === count) return { docs: kept, count, infos };
  for (const info of infos) {
    if (info.length === 0) continue;
    for (let at = 0; at < length; at++) info[at] = info[places[at]!]!;
  }
  return { docs: kept, count: length, infos };
}

/**
 * Whether lists are walked beside the matches. Those that hold much of a segment are marked instead,
 * unless so few are looked up in them that galloping pays: each step of a walk is a guess.
 */
function canWalk(lists: readonly PostingList[], looked: number, count: number): boolean {
  if (lists.length > MAX_WALKED_LISTS || lists.some((list) => !list.isSorted)) return false;
  const longest = lists.reduce((most, list) => Math.max(most, list.docs.length), 0);
  return longest * DENSE < count || longest > looked * GALLOP_RATIO;
}

/** Notes for each match whether a sorted list holds it; the first list to do so counts. */
function walk(matches: Matches, list: PostingList, info: Uint16Array): void {
  const { docs, count } = matches;
  const { docs: others, positions, cost } = list;
  const length = others.length;
  const gallops = length > count * GALLOP_RATIO;
  let at = 0;
  for (let index = 0; index < count && at < length; index++) {
    const doc = docs[index]!;
    if (gallops) at = seek(others, doc, at);
    else while (at < length && others[at]! < doc) at += 1;
    if (others[at] === doc && info[index] === 0) {
      info[index] = packInfo(cost, positions === undefined ? NO_POSITION : positions[at]!);
    }
  }
}

/** Like `walk` for many lists, through one mark for each document. */
function readMarks(
  matches: Matches,
  lists: readonly PostingList[],
  info: Uint16Array,
  options: IntersectOptions,
): void {
  const marks = options.scratch.marks(options.count);
  const total = lists.reduce((sum, list) => sum + list.docs.length, 0);
  markAll(lists, marks);
  const { docs, count } = matches;
  for (let index = 0; index < count; index++) info[index] = marks[docs[index]!]!;
  if (total * SPARSE > options.count) {
    marks.fill(0, 0, options.count);
  } else {
    for (const list of lists) for (const doc of list.docs) marks[doc] = 0;
  }
}

/** Marks the documents of lists; the first list and posting to name a document counts. */
function markAll(lists: readonly PostingList[], marks: Uint16Array): void {
  // Backwards, so that what comes first is written last and nothing need be read.
  for (const { docs, positions, cost } of lists.toReversed()) {
    const base = packInfo(cost, 0);
    if (positions === undefined) {
      const packed = base | NO_POSITION;
      for (let at = docs.length - 1; at >= 0; at--) marks[docs[at]!] = packed;
    } else {
      for (let at = docs.length - 1; at >= 0; at--) marks[docs[at]!] = base | positions[at]!;
    }
  }
}

/** Marks the documents of a list and notes those that were not marked before. */
function markNew(
  list: PostingList,
  marks: Uint16Array,
  found: Uint32Array,
  length: number,
): number {
  const { docs, positions } = list;
  const base = packInfo(list.cost, 0);
  for (let at = 0; at < docs.length; at++) {
    const doc = docs[at]!;
    if (marks[doc] !== 0) continue;
    marks[doc] = base | (positions === undefined ? NO_POSITION : positions[at]!);
    found[length++] = doc;
  }
  return length;
}

function infosOf(list: PostingList, scratch: Scratch): Uint16Array {
  const { docs, positions } = list;
  const info = scratch.infos(docs.length);
  const base = packInfo(list.cost, 0);
  const { length } = docs;
  if (positions === undefined) return info.fill(base | NO_POSITION, 0, length);
  for (let at = 0; at < length; at++) info[at] = base | positions[at]!;
  return info;
}
