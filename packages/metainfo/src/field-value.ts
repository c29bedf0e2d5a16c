/** Typed access to the values of a dictionary, with errors that name the field. */
import { BencodeDictionary, type BencodeValue } from "@minato/bencode";

import { MetainfoError } from "./metainfo-error.ts";

/** The value as a dictionary; throws `MetainfoError` if it is none. */
export function expectDictionary(
  value: BencodeValue | undefined,
  field: string,
): BencodeDictionary {
  if (value instanceof BencodeDictionary) return value;
  throw new MetainfoError(field, `expected a dictionary, got ${describeValue(value)}`);
}

/** The value as a safe integer from `min` to `max`; the field is named only for an error. */
export function expectInteger(
  value: BencodeValue | undefined,
  range: readonly [min: number, max: number],
  nameField: () => string,
): number {
  const [min, max] = range;
  if (typeof value === "number" && value >= min && value <= max) return value;
  const got = describeValue(value);
  throw new MetainfoError(nameField(), `expected an integer from ${min} to ${max}, got ${got}`);
}

/** What a value is, for the message of an error. */
export function describeValue(value: BencodeValue | undefined): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return `a string of ${value.length} bytes`;
  return Array.isArray(value) ? `a list of ${value.length}` : "a dictionary";
}
