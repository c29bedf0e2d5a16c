// What Zod found wrong with a value, as the rest of a sentence that begins with the field.
import { z } from "zod";

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const MAX_CHOICES = 12;
const MAX_KEYS = 5;

const FORMATS: Readonly<Record<string, string>> = {
  email: "must be an e-mail address",
  url: "must be a whole address such as https://example.org/path",
  uuid: "must be a UUID",
  datetime: "must be a time such as 2026-05-31T12:00:00Z",
  date: "must be a date such as 2026-05-31",
  time: "must be a time of day such as 12:00:00",
  ipv4: "must be an IPv4 address",
  ipv6: "must be an IPv6 address",
};

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  bigint: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  date: "a date",
  null: "null",
};

/** How many of what a bound counts, by what it bounds. */
const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
  set: ["entry", "entries"],
  map: ["entry", "entries"],
  object: ["field", "fields"],
};

/**
 * Says what was expected, to stand behind the name of a field: "must be a whole number". Undefined
 * for what the schema itself words.
 */
export function describeIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is required";
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case "too_small":
      return describeBound(issue.origin, issue.minimum, {
        isExact: issue.exact === true,
        words: issue.inclusive === false ? "more than" : "at least",
      });
    case "too_big":
      return describeBound(issue.origin, issue.maximum, {
        isExact: issue.exact === true,
        words: issue.inclusive === false ? "less than" : "at most",
      });
    case "invalid_value":
      return describeChoices(issue.values.map(String));
    case "invalid_format":
      return FORMATS[issue.format] ?? "is not written as expected";
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return `has a field that is not known: ${issue.keys.slice(0, MAX_KEYS).join(", ")}`;
    case "invalid_union":
      return "is none of the forms it may have";
    default:
      return undefined;
  }
}

/** Has every schema of this process word its messages so; those a schema gives itself stay. */
export function wordIssues(): void {
  z.config({ localeError: (issue) => describeIssue(issue) });
}

interface BoundWords {
  isExact: boolean;
  words: string;
}

function describeBound(
  origin: string,
  bound: number | bigint,
  { isExact, words }: BoundWords,
): string {
  const units = UNITS[origin];
  const amount = `${isExact ? "exactly" : words} ${bound}`;
  if (units === undefined) return `must be ${amount}`;
  if (bound === 1 && words === "at least" && !isExact) return "must not be empty";
  return `must have ${amount} ${Number(bound) === 1 ? units[0] : units[1]}`;
}

function describeChoices(values: readonly string[]): string {
  if (values.length === 1) return `must be ${values[0]}`;
  const more = values.length - MAX_CHOICES;
  const shown = values.slice(0, MAX_CHOICES).join(", ");
  return `must be one of ${shown}${more > 0 ? ` and ${more} others` : ""}`;
}
