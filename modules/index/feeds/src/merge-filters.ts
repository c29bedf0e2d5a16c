import type { SearchFilters } from "@minato/search/search-engine";
import { parentCategory } from "@minato/torznab";

/** A torrent has one of each of these, so both lists hold when their intersection does. */
const SINGLE = ["types", "resolutions", "codecs", "groups", "verdicts"] as const;
/** A torrent has any number of these. */
const MULTIPLE = ["languages", "sources", "tags"] as const;
const WHOLE = ["years", "season", "airYear", "episode", "airDate", "externalIds"] as const;

/** Writes several sets of filters that all hold as one; undefined when one cannot say it. */
export function mergeFilters(sets: readonly SearchFilters[]): SearchFilters | undefined {
  let merged: SearchFilters | undefined = {};
  for (const set of sets) merged = merged && mergeTwo(merged, set);
  return merged;
}

function mergeTwo(left: SearchFilters, right: SearchFilters): SearchFilters | undefined {
  const merged: Record<string, unknown> = { ...present(right), ...present(left) };
  for (const name of SINGLE) {
    // The lists of one name are of one type.
    const other: readonly unknown[] | undefined = right[name];
    const both = left[name]?.filter((value) => other?.includes(value));
    if (other !== undefined && both !== undefined) merged[name] = both;
  }
  for (const name of MULTIPLE) {
    const narrower = nest(left[name], right[name]);
    if (narrower === "neither") return undefined;
    if (narrower !== undefined) merged[name] = narrower;
  }
  for (const name of WHOLE) {
    if (left[name] !== undefined && right[name] !== undefined) return undefined;
  }
  const categories = mergeCategories(left.categories, right.categories);
  if (categories === "neither") return undefined;
  return {
    ...merged,
    categories,
    minSize: largest(left.minSize, right.minSize),
    maxSize: smallest(left.maxSize, right.maxSize),
    minSeeders: largest(left.minSeeders, right.minSeeders),
    indexedFrom: toDate(largest(left.indexedFrom?.getTime(), right.indexedFrom?.getTime())),
    indexedTo: toDate(smallest(left.indexedTo?.getTime(), right.indexedTo?.getTime())),
  };
}

/**
 * A torrent always carries the parents of its categories. So what is in one list, itself or with
 * its parent in the other, fulfils both; only where each list has something the other lacks may a
 * torrent fulfil both with two different categories, which one list cannot say.
 */
function mergeCategories(
  left: readonly number[] | undefined,
  right: readonly number[] | undefined,
): readonly number[] | "neither" | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  const inBoth = [...left.filter((id) => isIn(id, right)), ...right.filter((id) => isIn(id, left))];
  const isLeftWhole = left.every((id) => isIn(id, right));
  const isRightWhole = right.every((id) => isIn(id, left));
  if (isLeftWhole || isRightWhole) return [...new Set(isLeftWhole ? left : right)];
  const rests = [left.filter((id) => !isIn(id, right)), right.filter((id) => !isIn(id, left))];
  const families = rests.map((ids) => new Set(ids.map((id) => parentCategory(id))));
  // Of different kinds are torrents that two sources disagree on: no client misses those.
  return families[0]?.isDisjointFrom(families[1] ?? new Set()) === true
    ? [...new Set(inBoth)]
    : "neither";
}

function isIn(id: number, list: readonly number[]): boolean {
  return list.includes(id) || list.includes(parentCategory(id) ?? id);
}

function nest(
  left: readonly string[] | undefined,
  right: readonly string[] | undefined,
): readonly string[] | "neither" | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  if (left.every((value) => right.includes(value))) return left;
  return right.every((value) => left.includes(value)) ? right : "neither";
}

function present(filters: SearchFilters): SearchFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

function largest(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? (left ?? right) : Math.max(left, right);
}

function smallest(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? (left ?? right) : Math.min(left, right);
}

function toDate(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
