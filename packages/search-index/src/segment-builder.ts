import { tokenize, tokenizeWithPositions } from "@minato/search-text";

import { buildColumn, checkValue } from "./build-columns.ts";
import { TextCollector } from "./build-text-field.ts";
import { leadPhrase } from "./lead-phrase.ts";
import { checkId, type ColumnValue, type SearchDocument, type SearchSchema } from "./schema.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { ColumnValues, LiveSegment, Segment } from "./segment.ts";
import { sharedBytes, sharedWords } from "./shared-arrays.ts";
import { isUnspaced } from "./text-query.ts";

/** The most texts of a body that are looked at. */
export const MAX_BODY_TEXTS = 2000;

/** The most different words of a body. */
export const MAX_BODY_WORDS = 2000;

/** Texts of a body are told apart by one bit each, those so many apart not at all. */
const BODY_PLACES = 8;

/** Documents on their way into a segment. A later document with the same id takes the place of an earlier. */
export class SegmentBuilder {
  readonly #schema: SearchSchema;
  readonly #title = new TextCollector();
  readonly #body: TextCollector | undefined;
  readonly #columns: { name: string; values: ColumnValue[] }[];
  readonly #ids: number[] = [];
  readonly #lengths: number[] = [];
  readonly #slots = new Map<number, number>();

  constructor(schema: SearchSchema) {
    this.#schema = schema;
    this.#body = schema.hasBody === true ? new TextCollector() : undefined;
    this.#columns = Object.keys(schema.columns).map((name) => ({ name, values: [] }));
  }

  /** How many documents it holds. */
  get size(): number {
    return this.#slots.size;
  }

  /** How many documents were added, those that were replaced or deleted included. */
  get added(): number {
    return this.#ids.length;
  }

  /** Adds a document; throws `INVALID` and changes nothing when it does not fit the schema. */
  add(document: SearchDocument): void {
    checkId(document.id);
    const given = document.columns ?? {};
    for (const [name, value] of Object.entries(given)) {
      const definition = this.#schema.columns[name];
      if (definition === undefined) throw new SearchIndexError("INVALID", `no column "${name}"`);
      checkValue(definition, value);
    }
    this.#slots.set(document.id, this.#ids.push(document.id) - 1);
    const head = leadPhrase(document.title);
    this.#addTexts(document, head);
    for (const { name, values } of this.#columns) {
      const value = given[name];
      values.push(value === undefined && name === this.#schema.suggestion ? head : value);
    }
  }

  /** Whether it holds a document. */
  has(id: number): boolean {
    return this.#slots.has(id);
  }

  /** Forgets a document; answers whether it was there. */
  delete(id: number): boolean {
    return this.#slots.delete(id);
  }

  /** Changes numbers of a document; answers whether it was there. */
  patch(id: number, values: Readonly<Record<string, number | undefined>>): boolean {
    const slot = this.#slots.get(id);
    if (slot === undefined) return false;
    for (const column of this.#columns) {
      if (column.name in values) column.values[slot] = values[column.name];
    }
    return true;
  }

  /** The segment of everything added so far. */
  build(number: number): LiveSegment {
    const slots = [...this.#slots].toSorted((a, b) => a[0] - b[0]).map(([, slot]) => slot);
    const ids = sharedWords(slots.length);
    const lengths = sharedBytes(slots.length);
    for (const [doc, slot] of slots.entries()) {
      ids[doc] = this.#ids[slot]!;
      lengths[doc] = this.#lengths[slot]!;
    }
    const columns: Record<string, ColumnValues> = {};
    for (const { name, values } of this.#columns) {
      const sorted = slots.map((slot) => values[slot]);
      columns[name] = buildColumn(this.#schema.columns[name]!, sorted);
    }
    const segment: Segment = {
      number,
      count: slots.length,
      ids,
      lengths,
      title: this.#title.build(slots),
      body: this.#body?.build(slots),
      columns,
    };
    return liveSegment(segment);
  }

  #addTexts(document: SearchDocument, head: string): void {
    const tokens = tokenizeWithPositions(document.title);
    this.#title.begin();
    for (const { text, position } of tokens) this.#title.add(text, position);
    this.#lengths.push(Math.min(255, head === "" ? tokens.length : countWords(head)));
    if (this.#body === undefined) return;
    this.#body.begin();
    // Words of the title are found there already.
    const known = new Set(tokens.map((token) => token.text));
    const places = new Map<string, number>();
    for (const [index, text] of document.body?.slice(0, MAX_BODY_TEXTS).entries() ?? []) {
      for (const word of tokenize(text)) {
        const place = places.get(word);
        const isNew = place === undefined;
        if (known.has(word) || (isNew && places.size >= MAX_BODY_WORDS)) continue;
        places.set(word, (place ?? 0) | (1 << (index % BODY_PLACES)));
      }
    }
    for (const [word, place] of places) this.#body.add(word, place);
  }
}

/** Without blanks, as many words as a query of the same text has. */
function countWords(head: string): number {
  if (!isUnspaced(head)) return head.split(" ").length;
  return tokenizeWithPositions(head, { mode: "query" }).length;
}

/** A segment of which nothing is deleted. */
export function liveSegment(segment: Segment): LiveSegment {
  const deleted = sharedWords(Math.ceil(segment.count / 32));
  return { segment, deleted, deletedCount: sharedWords(1) };
}
