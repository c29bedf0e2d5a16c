/** Rows of a data file: names with the attributes a reader should find in them. */
import { readFileSync } from "node:fs";

/** One name. `expected` asserts only the fields it holds; `null`, `[]` and `false` assert absence. */
export interface NameRow {
  title: string;
  expected: Readonly<Record<string, unknown>>;
  /** The collection it comes from. */
  family: string;
  /** Kind of release, for reports. */
  domain: string;
}

/** Reads a file of JSON lines; throws where a line is none. */
export function loadNameRows(path: string): NameRow[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line): NameRow => JSON.parse(line));
}
