import { columnOf } from "./filters.ts";
import type { Matches } from "./intersect.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { Segment } from "./segment.ts";
import { compareText, readString } from "./string-table.ts";
import { TopDocuments } from "./top-documents.ts";

/** Keeps the first documents by the text of an enum column; those without one come last. */
export class NameOrder {
  readonly #limit: number;
  readonly #sign: number;
  readonly #entries: { name: string | undefined; id: number }[] = [];

  constructor(limit: number, order: "asc" | "desc") {
    this.#limit = limit;
    this.#sign = order === "desc" ? -1 : 1;
  }

  /** Offers the matches of a segment. */
  add(segment: Segment, name: string, matches: Matches): void {
    const column = columnOf(segment, name);
    if (column.kind !== "enum") throw new SearchIndexError("INVALID", `"${name}" has no names`);
    const top = new TopDocuments(this.#limit);
    for (let at = 0; at < matches.count; at++) {
      const doc = matches.docs[at]!;
      const code = column.codes[doc]!;
      const key = code === 0 ? -Infinity : -this.#sign * code;
      if (key >= top.threshold) top.push(key, segment.ids[doc]!);
    }
    const { ids, keys } = top.result(0);
    for (const [index, id] of ids.entries()) {
      const key = keys[index]!;
      const text = key === -Infinity ? undefined : readString(column.texts, Math.abs(key) - 1);
      this.#entries.push({ name: text, id });
    }
  }

  /** The ids from a place on. */
  result(offset: number): number[] {
    this.#entries.sort((a, b) => this.#compare(a.name, b.name) || b.id - a.id);
    return this.#entries.slice(offset, this.#limit).map((entry) => entry.id);
  }

  #compare(a: string | undefined, b: string | undefined): number {
    if (a === undefined || b === undefined)
      return Number(a === undefined) - Number(b === undefined);
    return this.#sign * compareText(a, b);
  }
}
