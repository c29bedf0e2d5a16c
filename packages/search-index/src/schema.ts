import { SearchIndexError } from "./search-index-error.ts";

/** How wide the numbers of a column are: unsigned whole numbers of 1, 2 or 4 bytes, or any number. */
export type NumberStorage = "u8" | "u16" | "u32" | "f64";

/** One number a document; can be patched in place, filtered by range and sorted by. */
export interface NumberColumn {
  kind: "number";
  storage: NumberStorage;
}

/** One text a document out of many that repeat (a type, a group); 1, 2 or 4 bytes each. */
export interface EnumColumn {
  kind: "enum";
}

/** Several texts a document, whose combinations repeat (languages); as small as an enum. */
export interface SetColumn {
  kind: "set";
}

/** One column. */
export type ColumnDefinition = NumberColumn | EnumColumn | SetColumn;

/** What the documents of an index hold besides their title. */
export interface SearchSchema {
  columns: Record<string, ColumnDefinition>;
  /** Whether documents have a second text (file names), searched too and ranked below titles. */
  hasBody?: boolean;
  /** The number column that says how sought after a document is, such as seeders. */
  popularity?: string;
  /** The number column with the date of a document in seconds since 1970. */
  recency?: string;
  /** The enum column with what to suggest; of documents without it the head of the title is taken. */
  suggestion?: string;
}

/** What a column can be given. */
export type ColumnValue = number | string | readonly string[] | undefined;

/** What is indexed. */
export interface SearchDocument {
  /** A whole number from 0 to `MAX_ID`; higher ones count as newer when an order leaves a tie. */
  id: number;
  title: string;
  /** Further texts to find the document by, such as file names. */
  body?: readonly string[] | undefined;
  columns?: Readonly<Record<string, ColumnValue>> | undefined;
}

/** The largest id of a document. */
export const MAX_ID = 0xffff_fffe;

/** The most columns of a schema. */
export const MAX_COLUMNS = 64;

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;

/** The number that stands for an absent value in a column of a storage. */
export function absentNumber(storage: NumberStorage): number {
  if (storage === "f64") return Number.NaN;
  return storage === "u8" ? 0xff : storage === "u16" ? 0xffff : 0xffff_ffff;
}

/** The number as a column of a storage holds it: whole numbers rounded down and kept in range. */
export function storedNumber(storage: NumberStorage, value: number | undefined): number {
  if (value === undefined || Number.isNaN(value)) return absentNumber(storage);
  if (storage === "f64") return value;
  return Math.max(0, Math.min(absentNumber(storage) - 1, Math.floor(value)));
}

/** Throws `INVALID` when a schema names columns wrongly or refers to columns it does not have. */
export function checkSchema(schema: SearchSchema): void {
  const names = Object.keys(schema.columns);
  if (names.length > MAX_COLUMNS) {
    throw new SearchIndexError("INVALID", `a schema has at most ${MAX_COLUMNS} columns`);
  }
  for (const name of names) {
    if (!NAME.test(name)) throw new SearchIndexError("INVALID", `"${name}" is no column name`);
  }
  expectKind(schema, schema.popularity, "number");
  expectKind(schema, schema.recency, "number");
  expectKind(schema, schema.suggestion, "enum");
}

/** Throws `INVALID` when a document has no valid id. */
export function checkId(id: number): void {
  if (!Number.isInteger(id) || id < 0 || id > MAX_ID) {
    throw new SearchIndexError("INVALID", `an id is a whole number from 0 to ${MAX_ID}, not ${id}`);
  }
}

/** A text that is equal for schemas whose files are interchangeable. */
export function schemaKey(schema: SearchSchema): string {
  const columns = Object.entries(schema.columns)
    .map(([name, column]) => [name, column.kind, column.kind === "number" ? column.storage : ""])
    .toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1));
  return JSON.stringify([schema.hasBody === true, schema.suggestion ?? "", columns]);
}

function expectKind(schema: SearchSchema, name: string | undefined, kind: string): void {
  if (name === undefined || schema.columns[name]?.kind === kind) return;
  throw new SearchIndexError("INVALID", `"${name}" is not a column of the kind ${kind}`);
}
