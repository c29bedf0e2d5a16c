/** Query parameters of Newznab and Torznab: reading single values out of a hostile query string. */

import { TORZNAB_ERRORS } from "./error-codes.ts";
import type { TorznabErrorCode } from "./error-codes.ts";

/** A raw query string (with or without "?"), or decoded pairs such as a `URLSearchParams`. */
export type QueryInput = string | Iterable<readonly [name: string, value: string]>;

/** Values by lower-case name; blank values are left out, so a present name has at least one. */
export type Parameters = ReadonlyMap<string, readonly string[]>;

/** The longest text a parameter carries, in UTF-16 units; longer text is cut. */
export const MAX_TEXT_LENGTH = 500;

const MAX_QUERY_LENGTH = 16_384;
const MAX_PARAMETERS = 200;
const MAX_LIST_LENGTH = 100;
/** Identifiers are stored as 32-bit integers. */
const MAX_IDENTIFIER = 2_147_483_647;

/** A parameter that cannot be understood, with the code and description to answer. */
export class ParameterError extends Error {
  readonly code: TorznabErrorCode;

  constructor(code: TorznabErrorCode, message: string) {
    super(message);
    this.name = "ParameterError";
    this.code = code;
  }
}

/**
 * Collects the parameters by lower-case name, without control characters and blanks at the ends.
 * Throws a `ParameterError` when the query is longer than any client's.
 */
export function collectParameters(query: QueryInput): Parameters {
  if (typeof query === "string" && query.length > MAX_QUERY_LENGTH) throw tooLong();
  const pairs = typeof query === "string" ? new URLSearchParams(query) : query;
  const parameters = new Map<string, string[]>();
  let length = 0;
  let count = 0;
  for (const [name, raw] of pairs) {
    length += name.length + raw.length;
    count += 1;
    if (length > MAX_QUERY_LENGTH || count > MAX_PARAMETERS) throw tooLong();
    // Controls (PostgreSQL refuses NUL) and lone surrogates.
    const value = raw.replaceAll(/[\p{Cc}\p{Cs}]/gu, " ").trim();
    if (value === "") continue;
    const key = name.toLowerCase();
    const values = parameters.get(key);
    if (values) values.push(value);
    else parameters.set(key, [value]);
  }
  return parameters;
}

/**
 * Reads a text; of repeated values the first counts. One longer than `MAX_TEXT_LENGTH` loses its
 * last words, whole ones, because half a word would match nothing.
 */
export function readText(parameters: Parameters, name: string): string | undefined {
  // Prowlarr turns a "+" in a search term into "%20" and then encodes the percent sign.
  const text = parameters.get(name)?.[0]?.replaceAll("%20", " ").replaceAll(/\s+/g, " ").trim();
  if (!text) return undefined;
  if (text.length <= MAX_TEXT_LENGTH) return text;
  const end = text.lastIndexOf(" ", MAX_TEXT_LENGTH);
  if (end > 0) return text.slice(0, end);
  // A single word: the cut may split a surrogate pair, whose first half is dropped then.
  return text.slice(0, MAX_TEXT_LENGTH).replace(/\p{Cs}$/u, "");
}

/** Reads a non-negative integer; one above `max` counts as `max`. */
export function readInteger(parameters: Parameters, name: string, max: number): number | undefined {
  const value = parameters.get(name)?.[0];
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw incorrect(name, "expected an integer of at least 0");
  return Math.min(Number(value), max);
}

/** Reads a flag, 0 or 1. */
export function readFlag(parameters: Parameters, name: string): boolean {
  const value = parameters.get(name)?.[0];
  if (value !== undefined && !/^[01]$/.test(value)) throw incorrect(name, "expected 0 or 1");
  return value === "1";
}

/** Reads a year of one to four digits; 0 means none. */
export function readYear(parameters: Parameters, name: string): number | undefined {
  const value = parameters.get(name)?.[0];
  if (value === undefined) return undefined;
  if (!/^\d{1,4}$/.test(value)) throw incorrect(name, "expected a year of four digits");
  return Number(value) || undefined;
}

/** Reads comma-separated words, all repetitions joined; `undefined` when there are none. */
export function readWords(parameters: Parameters, name: string): readonly string[] | undefined {
  const words = parameters.get(name)?.flatMap((value) => value.split(","));
  if (words === undefined) return undefined;
  const trimmed = words.map((word) => word.trim()).filter((word) => word !== "");
  return [...new Set(trimmed)].slice(0, MAX_LIST_LENGTH);
}

/**
 * Reads the numbers of a category list, all repetitions joined, as written: unknown ones included.
 * Throws unless each value is numbers separated by commas (Newznab: `^\d+(,\d+)*$`).
 */
export function readNumbers(parameters: Parameters, name: string): readonly number[] | undefined {
  const values = parameters.get(name);
  if (values === undefined) return undefined;
  const words = values.flatMap((value) => value.split(","));
  return words.map((word) => {
    if (!/^\s*\d+\s*$/.test(word)) throw incorrect(name, "expected numbers separated by commas");
    return Number(word);
  });
}

/**
 * Reads identifiers of a foreign catalogue, separated by commas or repeated. An IMDb id may carry
 * its "tt"; Radarr sends digits, Sonarr the prefix.
 */
export function readIdentifiers(
  parameters: Parameters,
  name: string,
): readonly number[] | undefined {
  const values = parameters.get(name);
  if (values === undefined) return undefined;
  const pattern = name === "imdbid" ? /^\s*(?:tt)?(\d{1,10})\s*$/i : /^\s*(\d{1,10})\s*$/;
  const ids = new Set<number>();
  for (const word of values.flatMap((value) => value.split(","))) {
    const id = Number(pattern.exec(word)?.[1] ?? Number.NaN);
    if (!(id <= MAX_IDENTIFIER)) throw incorrect(name, "expected ids separated by commas");
    ids.add(id);
  }
  if (ids.size > MAX_LIST_LENGTH) throw incorrect(name, `expected at most ${MAX_LIST_LENGTH} ids`);
  return [...ids];
}

/** Makes the error for a malformed or out-of-range parameter. */
export function incorrect(name: string, expectation: string): ParameterError {
  return new ParameterError(
    TORZNAB_ERRORS.incorrectParameter,
    `Incorrect parameter (${name}: ${expectation})`,
  );
}

function tooLong(): ParameterError {
  return new ParameterError(
    TORZNAB_ERRORS.incorrectParameter,
    `Incorrect parameter (the query is longer than ${MAX_QUERY_LENGTH} characters or ${MAX_PARAMETERS} parameters)`,
  );
}
