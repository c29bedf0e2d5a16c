/** Both ends included; open ends are infinite. */
export type NumberRange = readonly [from: number, to: number];

/** What a typed value means. */
export interface TypedRanges {
  ranges: NumberRange[];
  /** Whether it only bounds one side, so that a second one narrows further. */
  isBound: boolean;
}

/** Reads one number or one end of a range: the least and the largest value that it stands for. */
export type ReadPoint = (typed: string) => NumberRange | undefined;

/** What may stand around a number. */
export interface NumberAffixes {
  prefix?: string;
  suffix?: string;
}

const MAX_VALUES = 64;
const UNITS = ["b", "k", "m", "g", "t", "p"];
const SIZE = /^(\d{1,15}(?:\.\d{1,6})?)(?:([kmgtp])i?b?|b)?$/;
const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const AGE = /^(\d{1,6}(?:\.\d{1,3})?)(h|d|w|mo?|y)$/;
const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const HOUR = 3600;
const HOURS = new Map([
  ["h", 1],
  ["d", 24],
  ["w", 168],
  ["m", 730],
  ["mo", 730],
  ["y", 8766],
]);

/**
 * Reads `5`, `5,7`, `2010..2015`, `..5`, `5..`, `>5`, `>=5`, `<5`, `<=5`, `=5`; nothing when it is
 * none of these. A range whose ends are swapped is turned around.
 */
export function readRanges(typed: string, readPoint: ReadPoint): TypedRanges | undefined {
  const bound = /^([<>]=?|=)(.+)$/su.exec(typed);
  if (bound !== null) {
    const point = readPoint(bound[2]!);
    return point === undefined ? undefined : boundRange(bound[1]!, point);
  }
  const ranges: NumberRange[] = [];
  const parts = typed.split(",");
  if (parts.length > MAX_VALUES) return undefined;
  for (const part of parts) {
    const range = readRange(part, readPoint);
    if (range === undefined) return undefined;
    ranges.push(range);
  }
  return { ranges, isBound: false };
}

/** A reader of numbers that may carry a prefix and a suffix. */
export function numberPoint({ prefix = "", suffix = "" }: NumberAffixes): ReadPoint {
  return (typed) => {
    const start = typed.startsWith(prefix) ? prefix.length : 0;
    const end = typed.endsWith(suffix) ? typed.length - suffix.length : typed.length;
    const bare = typed.slice(start, Math.max(start, end));
    if (!NUMBER.test(bare)) return undefined;
    const value = Number(bare);
    return [value, value];
  };
}

/** Reads a size in bytes: `2gb`, `1.5GiB`, `700m`, `123`. */
export function sizePoint(typed: string): NumberRange | undefined {
  const match = SIZE.exec(typed.toLowerCase());
  if (match === null) return undefined;
  const value = Math.round(Number(match[1]) * 1024 ** Math.max(0, UNITS.indexOf(match[2] ?? "b")));
  return [value, value];
}

/** A reader of dates in UTC; a year or a month stands for all of its seconds. */
export function datePoint(typed: string): NumberRange | undefined {
  const match = DATE.exec(typed);
  if (match === null) return undefined;
  const year = Number(match[1]);
  const month = match[2] === undefined ? undefined : Number(match[2]) - 1;
  const day = match[3] === undefined ? undefined : Number(match[3]);
  if ((month ?? 0) < 0 || (month ?? 0) > 11 || (day ?? 1) < 1 || (day ?? 1) > 31) return undefined;
  const from = Date.UTC(year, month ?? 0, day ?? 1);
  const to =
    day !== undefined
      ? Date.UTC(year, month ?? 0, day + 1)
      : month !== undefined
        ? Date.UTC(year, month + 1, 1)
        : Date.UTC(year + 1, 0, 1);
  return [from / 1000, to / 1000 - 1];
}

/** Reads an age with a bound, `<7d` for what is younger, into a range of seconds since 1970. */
export function readAge(typed: string, now: number): TypedRanges | undefined {
  const match = /^([<>]=?)?(.+)$/su.exec(typed.toLowerCase());
  const age = AGE.exec(match?.[2] ?? "");
  if (age === null) return undefined;
  const then = Math.floor(now - Number(age[1]) * HOURS.get(age[2]!)! * HOUR);
  const isOlder = match?.[1]?.startsWith(">") === true;
  return { ranges: [isOlder ? [-Infinity, then] : [then, Infinity]], isBound: true };
}

function boundRange(sign: string, [least, largest]: NumberRange): TypedRanges {
  if (sign === "=") return { ranges: [[least, largest]], isBound: false };
  if (sign === ">=") return { ranges: [[least, Infinity]], isBound: true };
  if (sign === "<=") return { ranges: [[-Infinity, largest]], isBound: true };
  const isAbove = sign === ">";
  // The nearest number beyond the point.
  const range: NumberRange = isAbove
    ? [nextAbove(largest), Infinity]
    : [-Infinity, -nextAbove(-least)];
  return { ranges: [range], isBound: true };
}

function nextAbove(value: number): number {
  if (Number.isInteger(value)) return value + Math.max(1e-9, Math.abs(value) * Number.EPSILON);
  return value + Math.abs(value) * Number.EPSILON;
}

function readRange(typed: string, readPoint: ReadPoint): NumberRange | undefined {
  const ends = typed.split("..");
  if (ends.length > 2 || typed === "..") return undefined;
  const [first = "", last] = ends;
  if (last === undefined) return readPoint(first);
  const from = first === "" ? ([-Infinity, -Infinity] as const) : readPoint(first);
  const to = last === "" ? ([Infinity, Infinity] as const) : readPoint(last);
  if (from === undefined || to === undefined) return undefined;
  return from[0] <= to[1] ? [from[0], to[1]] : [to[0], from[1]];
}
