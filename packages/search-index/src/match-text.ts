import { intersect, type Matches, startMatches, subtract } from "./intersect.ts";
import { NO_POSITION, packInfo, type PostingList } from "./posting-lists.ts";
import { type ClauseContext, resolvePhrase, resolveWord } from "./resolve-clause.ts";
import type { Scratch } from "./scratch.ts";
import type { Segment } from "./segment.ts";
import { type Clause, COST, type TextQuery } from "./text-query.ts";

const NOTHING = new Uint32Array(0);

/** How a segment is searched for words. */
export interface MatchOptions {
  scratch: Scratch;
  isTolerant: boolean;
  /** Whether to keep what each document was found by, for its rank. */
  withInfos: boolean;
  /** Throws when the search was cancelled. */
  check: () => void;
}

/** Finds the documents of a segment, deleted ones included, that a text query asks for. */
export function matchText(segment: Segment, query: TextQuery, options: MatchOptions): Matches {
  const { scratch, check } = options;
  const clauses = query.required;
  const infos = options.withInfos ? clauses.map(() => new Uint16Array(0)) : undefined;
  const resolved = resolveAllClauses(segment, clauses, options);
  if (resolved === undefined) return { docs: NOTHING, count: 0, infos };
  const required = resolved.filter((one) => !one.isOptional).toSorted((a, b) => a.size - b.size);
  const first = required.shift();
  let matches: Matches;
  if (first === undefined) {
    matches = { docs: scratch.identity(segment.count), count: segment.count, infos };
  } else {
    matches = startMatches(first.lists, first.index, infos, segment.count, scratch);
  }
  for (const { lists, index } of required) {
    check();
    matches = intersect(matches, lists, index, {
      isOptional: false,
      count: segment.count,
      scratch,
    });
  }
  for (const clause of query.excluded) {
    check();
    const context = { segment, clauses: [clause], index: 0, isTolerant: false, isRanked: false };
    matches = subtract(matches, resolve(clause, context, options), segment.count, scratch);
  }
  if (infos === undefined) return matches;
  for (const { lists, index, isOptional } of resolved) {
    if (!isOptional) continue;
    check();
    matches = intersect(matches, lists, index, { isOptional: true, count: segment.count, scratch });
  }
  return matches;
}

/** A clause of a query with its postings. */
interface Resolved {
  index: number;
  lists: PostingList[];
  /** Postings of all lists. */
  size: number;
  isOptional: boolean;
}

/** Nothing when a clause has no postings: looking for what is like the others would be for nothing. */
function resolveAllClauses(
  segment: Segment,
  clauses: readonly Clause[],
  options: MatchOptions,
): Resolved[] | undefined {
  const resolved: Resolved[] = [];
  for (const [index, clause] of clauses.entries()) {
    options.check();
    const { isTolerant, withInfos: isRanked } = options;
    const context = { segment, clauses, index, isTolerant, isRanked };
    const lists = resolve(clause, context, options);
    const size = lists.reduce((sum, list) => sum + list.docs.length, 0);
    const isOptional = clause.kind === "word" && clause.isOptional;
    if (size === 0 && !isOptional) return undefined;
    resolved.push({ index, lists, size, isOptional });
  }
  return resolved;
}

function resolve(clause: Clause, context: ClauseContext, options: MatchOptions): PostingList[] {
  if (clause.kind === "word") return resolveWord(clause, context);
  if (clause.kind === "phrase") return resolvePhrase(clause, context.segment);
  if (clause.kind === "all") return [resolveAll(clause.parts, context, options)];
  return clause.choices
    .flatMap((choice, index) =>
      resolve(choice, { ...context, clauses: clause.choices, index }, options),
    )
    .toSorted((a, b) => a.cost - b.cost);
}

/** The documents with all parts as one list. */
function resolveAll(
  parts: readonly Clause[],
  context: ClauseContext,
  options: MatchOptions,
): PostingList {
  const query = { required: parts, excluded: [] };
  const matches = matchText(context.segment, query, {
    ...options,
    isTolerant: context.isTolerant,
    withInfos: true,
  });
  const docs = matches.docs.slice(0, matches.count);
  const infos = matches.infos ?? [];
  const positions = new Uint8Array(docs.length).fill(NO_POSITION);
  let cost = 0;
  for (let at = 0; at < docs.length; at++) {
    const first = infos[0]?.[at] ?? packInfo(0, NO_POSITION);
    // What stands in a body has no place among the words of the title.
    if (first < packInfo(COST.body, 0)) positions[at] = first & 0xff;
  }
  for (const info of infos) cost = Math.max(cost, lowestCost(info, docs.length));
  return { docs, positions, cost, isSorted: true };
}

function lowestCost(info: Uint16Array, count: number): number {
  let lowest = 0xffff;
  for (let at = 0; at < count; at++) if (info[at]! < lowest) lowest = info[at]!;
  return count === 0 || lowest < 0x100 ? 0 : (lowest >>> 8) - 1;
}
