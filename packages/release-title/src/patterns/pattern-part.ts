/** Parts of regular expressions by the literals they stand for, and how parts combine. */
import { DIGIT, foldGrams, FOREIGN, SEPARATOR } from "./gram-set.ts";

/** Literals in the spelling of {@link foldGrams}, of which a match holds at least one. */
export type Clause = readonly string[];

/** What is known of a part of a pattern. */
export interface PatternPart {
  /** All it can match; `undefined` where that is too much to list. */
  exact: readonly string[] | undefined;
  /** Whatever it matches begins with one of these, which may be empty. */
  heads: readonly string[];
  /** Whatever it matches ends with one of these. */
  tails: readonly string[];
  /** Each holds for whatever it matches. */
  clauses: readonly Clause[];
}

/** Spellings that a run of literals may have before it is cut in two. */
const MOST_SPELLINGS = 64;
/** Characters a class may stand for; a wider one could be anything. */
const WIDEST_CLASS = 12;
/** Copies that a repetition is written out to. */
const MOST_COPIES = 4;

/** Matches the empty text, like "^". */
export const EMPTY: PatternPart = { exact: [""], heads: [""], tails: [""], clauses: [] };
/** Matches what nothing is known of. */
export const UNKNOWN: PatternPart = { exact: undefined, heads: [""], tails: [""], clauses: [] };

/** A part that matches these texts and nothing else. */
export function exactly(texts: readonly string[]): PatternPart {
  const folded = [...new Set(texts.map(foldGrams))];
  if (folded.length <= MOST_SPELLINGS) {
    return { exact: folded, heads: folded, tails: folded, clauses: [] };
  }
  return { ...UNKNOWN, clauses: [folded] };
}

/** A part that matches one character of those. */
export function anyOf(characters: readonly string[]): PatternPart {
  const part = exactly(characters);
  return (part.exact?.length ?? Infinity) > WIDEST_CLASS ? UNKNOWN : part;
}

/** One part behind the other. */
export function join(left: PatternPart, right: PatternPart): PatternPart {
  const clauses = [...left.clauses, ...right.clauses];
  if (left.exact && right.exact) {
    const exact = crossed(left.exact, right.exact);
    if (exact) return { exact, heads: exact, tails: exact, clauses };
  }
  const seam = crossed(left.tails, right.heads);
  clauses.push(...(seam ? [seam] : [left.tails, right.heads]));
  return {
    exact: undefined,
    heads: (left.exact && crossed(left.exact, right.heads)) ?? left.heads,
    tails: (right.exact && crossed(left.tails, right.exact)) ?? right.tails,
    clauses,
  };
}

/** One of several parts. */
export function either(parts: readonly PatternPart[]): PatternPart {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  if (parts.every(({ exact }) => exact !== undefined)) {
    const part = exactly(parts.flatMap(({ exact }) => exact ?? []));
    if (part.exact && parts.every(({ clauses }) => clauses.length === 0)) return part;
  }
  return {
    exact: undefined,
    heads: oneOf(parts.map(({ heads }) => heads)),
    tails: oneOf(parts.map(({ tails }) => tails)),
    clauses: [parts.flatMap(rarestClause)],
  };
}

/** A part some times in a row. */
export function repeat(part: PatternPart, least: number, most: number): PatternPart {
  if (least === 0) return most === 1 ? optional(part) : UNKNOWN;
  let copies = part;
  for (let copy = 1; copy < Math.min(least, MOST_COPIES); copy += 1) copies = join(copies, part);
  if (most === least && least <= MOST_COPIES) return copies;
  const { heads, tails, exact } = copies;
  return {
    exact: undefined,
    heads,
    tails,
    clauses: exact ? [...copies.clauses, exact] : copies.clauses,
  };
}

/** The clause of a part that the fewest texts meet; [""], which all meet, where it has none. */
export function rarestClause(part: PatternPart): Clause {
  const clauses = [...part.clauses, part.exact ?? part.heads, part.tails];
  let best: Clause = [""];
  for (const clause of clauses) if (passRate(clause) < passRate(best)) best = clause;
  return best;
}

/** A guess how often a text meets a clause: the longer the literals, the rarer. */
export function passRate(clause: Clause): number {
  let missRate = 1;
  for (const literal of clause) missRate *= 1 - holdRate(literal);
  return 1 - missRate;
}

function holdRate(literal: string): number {
  let rate = 1;
  for (const character of literal) {
    rate *= RATES.find(([, characters]) => characters.includes(character))?.[0] ?? 0.05;
  }
  return rate;
}

/** How often a text holds a character where it could. */
const RATES: readonly (readonly [number, string])[] = [
  [0.85, SEPARATOR + DIGIT],
  [0.5, "aeionrst01"],
  [0.3, "bcdfghlmpuwxy2345678-[]()"],
  [0.12, `kjqvz9${FOREIGN}`],
];

function optional(part: PatternPart): PatternPart {
  const isListed = part.exact !== undefined && part.clauses.length === 0;
  return isListed ? exactly(["", ...(part.exact ?? [])]) : UNKNOWN;
}

function oneOf(lists: readonly (readonly string[])[]): readonly string[] {
  const all = [...new Set(lists.flat())];
  return all.length > MOST_SPELLINGS ? [""] : all;
}

/** Each text of the left before each of the right, with any digits where that gives too many. */
function crossed(left: readonly string[], right: readonly string[]): string[] | undefined {
  if (left.length * right.length > MOST_SPELLINGS) {
    const [some, others] = [withAnyDigits(left), withAnyDigits(right)];
    return some.length < left.length || others.length < right.length
      ? crossed(some, others)
      : undefined;
  }
  return [...new Set(left.flatMap((start) => right.map((end) => foldGrams(start + end))))];
}

function withAnyDigits(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.replaceAll(/\d/g, DIGIT)))];
}
