import { GrowingWords } from "./growing-array.ts";
import type { TextField } from "./segment.ts";
import { sharedBytes, sharedWords } from "./shared-arrays.ts";
import { buildStringTable, sortTexts, type StringTable } from "./string-table.ts";

/** The words of documents while a segment is being filled. */
export class TextCollector {
  readonly #terms = new Map<string, number>();
  readonly #tokens = new GrowingWords();
  readonly #positions = new GrowingWords();
  readonly #starts = new GrowingWords();

  /** Begins the next document; its words follow. */
  begin(): void {
    this.#starts.push(this.#tokens.length);
  }

  /** Adds a word of the document that was begun last. */
  add(text: string, position: number): void {
    let term = this.#terms.get(text);
    if (term === undefined) {
      term = this.#terms.size;
      this.#terms.set(text, term);
    }
    this.#tokens.push(term);
    this.#positions.push(Math.min(position, 255));
  }

  /** The field of the documents at `slots`, numbered in that order. */
  build(slots: readonly number[]): TextField {
    const counts = this.#countDocuments(slots);
    const texts: string[] = [];
    for (const [text, term] of this.#terms) if (counts[term]! > 0) texts.push(text);
    sortTexts(texts);
    const ranks = new Uint32Array(this.#terms.size);
    const starts = sharedWords(texts.length + 1);
    for (const [rank, text] of texts.entries()) {
      const term = this.#terms.get(text)!;
      ranks[term] = rank;
      starts[rank + 1] = starts[rank]! + counts[term]!;
    }
    const terms = buildStringTable(texts);
    const postings = this.#fillPostings(slots, ranks, starts);
    return { terms, shared: sharedPrefixes(terms), starts, ...postings };
  }

  #countDocuments(slots: readonly number[]): Uint32Array {
    const counts = new Uint32Array(this.#terms.size);
    const last = new Uint32Array(this.#terms.size);
    for (const [doc, slot] of slots.entries()) {
      const end = this.#endOf(slot);
      for (let at = this.#starts.values[slot]!; at < end; at++) {
        const term = this.#tokens.values[at]!;
        if (last[term] === doc + 1) continue;
        last[term] = doc + 1;
        counts[term]! += 1;
      }
    }
    return counts;
  }

  #fillPostings(
    slots: readonly number[],
    ranks: Uint32Array,
    starts: Uint32Array,
  ): Omit<TextField, "terms" | "shared" | "starts"> {
    const total = starts.at(-1)!;
    const next = starts.slice();
    const docs = sharedWords(total);
    const positions = sharedBytes(total);
    const repeats: [term: number, doc: number, position: number][] = [];
    for (const [doc, slot] of slots.entries()) {
      const end = this.#endOf(slot);
      for (let at = this.#starts.values[slot]!; at < end; at++) {
        const rank = ranks[this.#tokens.values[at]!]!;
        const place = next[rank]!;
        const position = this.#positions.values[at]!;
        if (place > starts[rank]! && docs[place - 1] === doc) {
          repeats.push([rank, doc, position]);
          continue;
        }
        docs[place] = doc;
        positions[place] = position;
        next[rank] = place + 1;
      }
    }
    return { docs, positions, ...sortRepeats(repeats) };
  }

  #endOf(slot: number): number {
    return slot + 1 < this.#starts.length ? this.#starts.values[slot + 1]! : this.#tokens.length;
  }
}

/** For each text of a table how many leading bytes, whole characters, it shares with the one before. */
export function sharedPrefixes(table: StringTable): Uint8Array {
  const { bytes, offsets } = table;
  const shared = sharedBytes(offsets.length - 1);
  for (let index = 1; index < shared.length; index++) {
    const before = offsets[index - 1]!;
    const start = offsets[index]!;
    const longest = Math.min(start - before, offsets[index + 1]! - start, 255);
    let length = 0;
    while (length < longest && bytes[before + length] === bytes[start + length]) length += 1;
    // Back to the first byte of a character.
    while (length > 0 && (bytes[start + length]! & 0xc0) === 0x80) length -= 1;
    shared[index] = length;
  }
  return shared;
}

function sortRepeats(
  repeats: [term: number, doc: number, position: number][],
): Pick<TextField, "repeatTerms" | "repeatDocs" | "repeatPositions"> {
  repeats.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const repeatTerms = sharedWords(repeats.length);
  const repeatDocs = sharedWords(repeats.length);
  const repeatPositions = sharedBytes(repeats.length);
  for (const [index, [term, doc, position]] of repeats.entries()) {
    repeatTerms[index] = term;
    repeatDocs[index] = doc;
    repeatPositions[index] = position;
  }
  return { repeatTerms, repeatDocs, repeatPositions };
}
