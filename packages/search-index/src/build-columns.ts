import { numberValues } from "./number-values.ts";
import type { ColumnDefinition, ColumnValue } from "./schema.ts";
import { storedNumber } from "./schema.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { ColumnValues, EnumValues, SetValues } from "./segment.ts";
import { sharedNumbers, sharedWords, storageForCodes } from "./shared-arrays.ts";
import { buildStringTable, compareText, sortTexts } from "./string-table.ts";

/** The most texts of one value of a set column; further ones are left out. */
export const MAX_SET_SIZE = 256;

/** The column of documents whose values stand in `values`; throws `INVALID` for values of another kind. */
export function buildColumn(
  definition: ColumnDefinition,
  values: readonly ColumnValue[],
): ColumnValues {
  if (definition.kind === "enum") return buildEnum(values);
  if (definition.kind === "set") return buildSet(values);
  const numbers = sharedNumbers(definition.storage, values.length);
  for (const [doc, value] of values.entries()) {
    numbers[doc] = storedNumber(definition.storage, expectNumber(value));
  }
  return numberValues(numbers);
}

/** Throws `INVALID` when a value is not of the kind of its column. */
export function checkValue(definition: ColumnDefinition, value: ColumnValue): void {
  if (definition.kind === "number") expectNumber(value);
  else if (definition.kind === "enum") expectText(value);
  else for (const text of expectTexts(value)) expectText(text);
}

function buildEnum(values: readonly ColumnValue[]): EnumValues {
  const different = new Set<string>();
  for (const value of values) {
    const text = expectText(value);
    if (text !== "") different.add(text);
  }
  const sorted = sortTexts([...different]);
  const codeOf = new Map(sorted.map((text, index) => [text, index + 1]));
  const codes = sharedNumbers(storageForCodes(sorted.length + 1), values.length);
  for (const [doc, value] of values.entries()) codes[doc] = codeOf.get(expectText(value)) ?? 0;
  return { kind: "enum", codes, texts: buildStringTable(sorted) };
}

function buildSet(values: readonly ColumnValue[]): SetValues {
  const sets = new Map<string, string[]>([["", []]]);
  const keys = values.map((value) => {
    const members = expectSet(value);
    const key = members.length === 0 ? "" : JSON.stringify(members);
    if (!sets.has(key)) sets.set(key, members);
    return key;
  });
  const codeOf = new Map([...sets.keys()].map((key, code) => [key, code]));
  const codes = sharedNumbers(storageForCodes(sets.size), values.length);
  for (const [doc, key] of keys.entries()) codes[doc] = codeOf.get(key)!;
  return { kind: "set", codes, ...encodeSets([...sets.values()]) };
}

/** The members of sets, in the order of their codes. */
export function encodeSets(
  sets: readonly (readonly string[])[],
): Pick<SetValues, "starts" | "members" | "texts"> {
  const sorted = sortTexts([...new Set(sets.flat())]);
  const indexOf = new Map(sorted.map((text, index) => [text, index]));
  const starts = sharedWords(sets.length + 1);
  for (const [code, members] of sets.entries()) starts[code + 1] = starts[code]! + members.length;
  const members = sharedWords(starts.at(-1)!);
  for (const [code, texts] of sets.entries()) {
    for (const [at, text] of texts.entries()) members[starts[code]! + at] = indexOf.get(text)!;
  }
  return { starts, members, texts: buildStringTable(sorted) };
}

function expectNumber(value: ColumnValue): number | undefined {
  if (value === undefined || typeof value === "number") return value;
  throw new SearchIndexError("INVALID", `a number column does not take ${JSON.stringify(value)}`);
}

function expectText(value: ColumnValue): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value.isWellFormed() ? value : value.toWellFormed();
  throw new SearchIndexError("INVALID", `an enum column does not take ${JSON.stringify(value)}`);
}

function expectSet(value: ColumnValue): string[] {
  const given = expectTexts(value);
  if (given.length === 0) return [];
  const texts = new Set(given.slice(0, MAX_SET_SIZE).map(expectText));
  texts.delete("");
  return texts.size > 1 ? [...texts].toSorted(compareText) : [...texts];
}

function expectTexts(value: ColumnValue): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== "string" && typeof value !== "number") return value;
  throw new SearchIndexError("INVALID", `a set column does not take ${JSON.stringify(value)}`);
}
