import { columnOf } from "./filters.ts";
import { GrowingWords } from "./growing-array.ts";
import type { Matches } from "./intersect.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { EnumValues, Segment } from "./segment.ts";
import { compareStrings, countStrings } from "./string-table.ts";

/** What was found of a segment. */
interface Part {
  column: EnumValues;
  ids: Uint32Array;
  docs: Uint32Array;
  /** How many of the documents have each code. */
  counts: Uint32Array;
  /** The next code with documents, in the order that is asked for; 0 behind the last. */
  code: number;
}

/** One name, with its code in each part that has it. */
interface Name {
  codes: Map<Part, number>;
  count: number;
}

/**
 * Orders documents by the text of an enum column; those without one come last, the newest of equals
 * first. Names are counted, and passed over by their number until the page begins: only documents of
 * the page are looked at one by one, however deep it lies.
 */
export class NameOrder {
  readonly #end: number;
  readonly #step: 1 | -1;
  readonly #parts: Part[] = [];

  /** Orders up to a place. */
  constructor(end: number, order: "asc" | "desc") {
    this.#end = end;
    this.#step = order === "desc" ? -1 : 1;
  }

  /** Offers the matches of a segment. */
  add(segment: Segment, name: string, matches: Matches): void {
    const column = columnOf(segment, name);
    if (column.kind !== "enum") throw new SearchIndexError("INVALID", `"${name}" has no names`);
    // The list is used again for the next segment.
    const docs = matches.docs.slice(0, matches.count);
    const counts = new Uint32Array(countStrings(column.texts) + 1);
    for (let at = 0; at < docs.length; at++) counts[column.codes[docs[at]!]!]! += 1;
    const before = this.#step === 1 ? 0 : counts.length;
    const part = { column, ids: segment.ids, docs, counts, code: before };
    this.#advance(part);
    this.#parts.push(part);
  }

  /** The ids from a place on. */
  result(offset: number): number[] {
    let at = 0;
    const page: number[] = [];
    const chosen: { name: Name; from: number; to: number }[] = [];
    while (at < this.#end) {
      const name = this.#nextName();
      if (name === undefined) break;
      const from = Math.max(0, offset - at);
      if (from < name.count) chosen.push({ name, from, to: Math.min(name.count, this.#end - at) });
      at += name.count;
    }
    const idsByName = listIds(chosen.map(({ name }) => name));
    for (const [index, { from, to }] of chosen.entries()) {
      page.push(...idsByName[index]!.subarray(from, to));
    }
    return page;
  }

  /** The name that comes next; documents without one at the end. */
  #nextName(): Name | undefined {
    let first: Part[] = [];
    for (const part of this.#parts) {
      if (part.code === 0) continue;
      const [best] = first;
      const order = best === undefined ? -1 : this.#step * compareNames(part, best);
      if (order < 0) first = [part];
      else if (order === 0) first.push(part);
    }
    if (first.length === 0) return this.#nameless();
    const name: Name = { codes: new Map(), count: 0 };
    for (const part of first) {
      name.codes.set(part, part.code);
      name.count += part.counts[part.code]!;
      this.#advance(part);
    }
    return name;
  }

  /** Those without a name, once. */
  #nameless(): Name | undefined {
    const codes = new Map(
      this.#parts.filter(({ counts }) => counts[0]! > 0).map((part) => [part, 0] as const),
    );
    let count = 0;
    for (const { counts } of codes.keys()) {
      count += counts[0]!;
      counts[0] = 0;
    }
    return count === 0 ? undefined : { codes, count };
  }

  #advance(part: Part): void {
    const { counts } = part;
    let code = part.code + this.#step;
    while (code > 0 && code < counts.length && counts[code] === 0) code += this.#step;
    part.code = code < counts.length ? code : 0;
  }
}

function compareNames(a: Part, b: Part): number {
  return compareStrings(a.column.texts, a.code - 1, b.column.texts, b.code - 1);
}

/** The ids of the documents with each of some names, descending. */
function listIds(names: readonly Name[]): Uint32Array[] {
  const lists = names.map(() => new GrowingWords(16));
  const parts = new Set(names.flatMap(({ codes }) => [...codes.keys()]));
  for (const part of parts) {
    const { column, docs, ids } = part;
    const listOfCode = new Map<number, GrowingWords>();
    for (const [index, { codes }] of names.entries()) {
      const code = codes.get(part);
      if (code !== undefined) listOfCode.set(code, lists[index]!);
    }
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at]!;
      listOfCode.get(column.codes[doc]!)?.push(ids[doc]!);
    }
  }
  return lists.map(({ values, length }) => values.subarray(0, length).toSorted().toReversed());
}
