import path from "node:path";

import { numberValues } from "./number-values.ts";
import type { SearchSchema } from "./schema.ts";
import { SearchIndexError } from "./search-index-error.ts";
import { readSections, type Section, writeSections } from "./section-file.ts";
import type { ColumnValues, Segment, TextField } from "./segment.ts";
import { type NumberArray, storageOf } from "./shared-arrays.ts";
import type { StringTable } from "./string-table.ts";

/** Writes a segment into a file of its own, atomically. */
export function writeSegment(file: string, segment: Segment): void {
  const sections: Section[] = [
    { name: "ids", values: segment.ids, deltas: true },
    { name: "lengths", values: segment.lengths },
    ...fieldSections("title", segment.title),
  ];
  if (segment.body !== undefined) sections.push(...fieldSections("body", segment.body));
  for (const [name, column] of Object.entries(segment.columns)) {
    sections.push(...columnSections(`column.${name}`, column));
  }
  writeSections(file, { number: segment.number, count: segment.count }, sections);
}

/**
 * Reads a segment into shared memory. Throws `CORRUPT` when the file is damaged or its arrays do
 * not fit together, `SCHEMA_CHANGED` when it lacks a column.
 */
export function readSegment(file: string, schema: SearchSchema, number: number): Segment {
  const { about, sections } = readSections(file);
  const reader = new SectionReader(sections, path.basename(file));
  // Written by `writeSegment`, as the checksum of the file vouches for.
  const { number: written, count } = about as { number: number; count: number };
  reader.expect(written === number, "belongs to another segment");
  const columns: Record<string, ColumnValues> = {};
  for (const [name, definition] of Object.entries(schema.columns)) {
    columns[name] = readColumn(reader, `column.${name}`, definition.kind, count);
    const column = columns[name];
    if (definition.kind === "number" && column.kind === "number") {
      reader.expect(storageOf(column.values) === definition.storage, `changed "${name}"`);
    }
  }
  const ids = reader.words("ids", count);
  const lengths = reader.bytes("lengths", count);
  const title = readField(reader, "title", count);
  const body = schema.hasBody === true ? readField(reader, "body", count) : undefined;
  return { number, count, ids, lengths, title, body, columns };
}

function fieldSections(name: string, field: TextField): Section[] {
  return [
    ...tableSections(`${name}.terms`, field.terms),
    { name: `${name}.shared`, values: field.shared },
    { name: `${name}.starts`, values: field.starts, deltas: true },
    { name: `${name}.docs`, values: field.docs, deltas: `${name}.starts` },
    { name: `${name}.positions`, values: field.positions },
    { name: `${name}.repeatTerms`, values: field.repeatTerms, deltas: true },
    { name: `${name}.repeatDocs`, values: field.repeatDocs },
    { name: `${name}.repeatPositions`, values: field.repeatPositions },
  ];
}

function tableSections(name: string, table: StringTable): Section[] {
  return [
    { name: `${name}.offsets`, values: table.offsets, deltas: true },
    { name: `${name}.bytes`, values: table.bytes },
  ];
}

function columnSections(name: string, column: ColumnValues): Section[] {
  if (column.kind === "number") return [{ name, values: column.values }];
  const sections = [{ name, values: column.codes }, ...tableSections(name, column.texts)];
  if (column.kind === "enum") return sections;
  return [
    ...sections,
    { name: `${name}.starts`, values: column.starts, deltas: true },
    { name: `${name}.members`, values: column.members },
  ];
}

function readField(reader: SectionReader, name: string, count: number): TextField {
  const terms = readTable(reader, `${name}.terms`);
  const size = terms.offsets.length - 1;
  const starts = reader.words(`${name}.starts`, size + 1);
  const docs = reader.words(`${name}.docs`);
  reader.expectBounds(starts, docs.length, `${name}.starts`);
  reader.expectBelow(docs, count, `${name}.docs`);
  const positions = reader.bytes(`${name}.positions`);
  const isPositional = positions.length === docs.length || positions.length === 0;
  reader.expect(isPositional, `has ${positions.length} positions for ${docs.length} postings`);
  const repeatTerms = reader.words(`${name}.repeatTerms`);
  return {
    terms,
    shared: reader.bytes(`${name}.shared`, size),
    starts,
    docs,
    positions,
    repeatTerms,
    repeatDocs: reader.words(`${name}.repeatDocs`, repeatTerms.length),
    repeatPositions: reader.bytes(`${name}.repeatPositions`, repeatTerms.length),
  };
}

function readTable(reader: SectionReader, name: string): StringTable {
  const offsets = reader.words(`${name}.offsets`);
  const bytes = reader.bytes(`${name}.bytes`);
  reader.expectBounds(offsets, bytes.length, `${name}.offsets`);
  return { bytes, offsets };
}

function readColumn(
  reader: SectionReader,
  name: string,
  kind: ColumnValues["kind"],
  count: number,
): ColumnValues {
  const values = reader.numbers(name, count);
  if (kind === "number") return numberValues(values);
  const texts = readTable(reader, name);
  if (kind === "enum") {
    reader.expectBelow(values, texts.offsets.length, name);
    return { kind, codes: values, texts };
  }
  const starts = reader.words(`${name}.starts`);
  const members = reader.words(`${name}.members`);
  reader.expectBounds(starts, members.length, `${name}.starts`);
  reader.expectBelow(values, starts.length - 1, name);
  reader.expectBelow(members, texts.offsets.length - 1, `${name}.members`);
  return { kind, codes: values, starts, members, texts };
}

/** The arrays of a file, checked for what searches rely on. */
class SectionReader {
  readonly #sections: ReadonlyMap<string, NumberArray>;
  readonly #file: string;

  constructor(sections: ReadonlyMap<string, NumberArray>, file: string) {
    this.#sections = sections;
    this.#file = file;
  }

  numbers(name: string, length?: number): NumberArray {
    const values = this.#sections.get(name);
    if (values === undefined) {
      throw new SearchIndexError("SCHEMA_CHANGED", `${this.#file} has no "${name}"`);
    }
    const fits = length === undefined || values.length === length;
    this.expect(fits, `has ${values.length} of "${name}"`);
    return values;
  }

  words(name: string, length?: number): Uint32Array {
    const values = this.numbers(name, length);
    if (values instanceof Uint32Array) return values;
    throw this.#corrupt(`has no words in "${name}"`);
  }

  bytes(name: string, length?: number): Uint8Array {
    const values = this.numbers(name, length);
    if (values instanceof Uint8Array) return values;
    throw this.#corrupt(`has no bytes in "${name}"`);
  }

  expect(isRight: boolean, otherwise: string): void {
    if (!isRight) throw this.#corrupt(otherwise);
  }

  /** Starts of runs begin at 0, ascend and end at the end. */
  expectBounds(starts: Uint32Array, end: number, name: string): void {
    let isRight = starts.length > 0 && starts[0] === 0 && starts.at(-1) === end;
    for (let at = 1; at < starts.length; at++) if (starts[at]! < starts[at - 1]!) isRight = false;
    this.expect(isRight, `has wrong bounds in "${name}"`);
  }

  expectBelow(values: NumberArray, limit: number, name: string): void {
    let isRight = true;
    for (let at = 0; at < values.length; at++) if (values[at]! >= limit) isRight = false;
    this.expect(isRight, `points beyond the end in "${name}"`);
  }

  #corrupt(what: string): SearchIndexError {
    return new SearchIndexError("CORRUPT", `${this.#file} ${what}`);
  }
}
