/** How Meilisearch finds and orders documents, as far as its documentation tells. */
import { countEdits } from "../count-edits.ts";
import { readFilter, type FilterRights, type Stored } from "./filter-expression.ts";
import { RequestError } from "./request-error.ts";

/** Documents and settings of an index. */
export interface StoredIndex {
  records: Map<string, Stored>;
  settings: Record<string, unknown>;
}

const PARAMETERS = new Set(
  `indexUid q filter sort facets attributesToRetrieve matchingStrategy hitsPerPage page distinct
   limit offset`.split(/\s+/),
);
const DEFAULT_LIMIT = 20;
const MAX_WORDS = 10;

/** A word of a text: a phrase has several. */
interface Asked {
  words: string[];
  isPrefix: boolean;
  isPhrase: boolean;
  isExcluded: boolean;
}

/** How far a document is from a text. */
interface Distance {
  typos: number;
  /** Where its words stand, added up. */
  places: number;
}

interface Found extends Distance {
  record: Stored;
}

/** Answers `POST /indexes/{uid}/search`; throws what the server answers to a wrong request. */
export function searchRecords(index: StoredIndex, query: Record<string, unknown>) {
  for (const name of Object.keys(query)) {
    if (!PARAMETERS.has(name)) refuse("bad_request", `unknown field ${name}`);
  }
  if (query["matchingStrategy"] !== "all") refuse("bad_request", "only `all` is known here");
  const filters = (query["filter"] as string[] | undefined) ?? [];
  const predicates = filters.map((text) => readFilter(text, readRights(index)));
  const asked = readText(String(query["q"] ?? ""));
  let found: Found[] = [];
  for (const record of index.records.values()) {
    const distance = matchText(record, asked, index.settings);
    if (distance !== undefined && predicates.every((holds) => holds(record))) {
      found.push({ record, ...distance });
    }
  }
  found = order(found, readSort(index, query["sort"]), index.settings);
  const distinct = query["distinct"] as string | undefined;
  if (distinct !== undefined) {
    requireName(filterNames(index, false), distinct, "invalid_search_distinct");
    const seen = new Set<unknown>();
    found = found.filter(({ record }) => !seen.has(record[distinct]) && seen.add(record[distinct]));
  }
  return writeAnswer(index, query, found);
}

function writeAnswer(index: StoredIndex, query: Record<string, unknown>, found: Found[]) {
  const { pagination, faceting } = index.settings as {
    pagination: { maxTotalHits: number };
    faceting: { maxValuesPerFacet: number };
  };
  const hits = (from: number, size: number) =>
    found.slice(from, Math.min(from + size, pagination.maxTotalHits)).map(({ record }) => {
      const names = query["attributesToRetrieve"] as string[];
      const shown = index.settings["displayedAttributes"] as string[];
      const kept = names.filter((name) => shown.includes(name));
      return Object.fromEntries(kept.map((name) => [name, record[name]]));
    });
  const facets = (query["facets"] as string[] | undefined) ?? [];
  const facetDistribution = Object.fromEntries(
    facets.map((name) => {
      requireName(filterNames(index, false), name, "invalid_search_facets");
      return [name, countValues(found, name, faceting.maxValuesPerFacet)];
    }),
  );
  const common = { query: query["q"], processingTimeMs: 0, facetDistribution };
  const { hitsPerPage, page } = query as { hitsPerPage?: number; page?: number };
  if (hitsPerPage !== undefined || page !== undefined) {
    const size = hitsPerPage ?? DEFAULT_LIMIT;
    const totalHits = Math.min(found.length, pagination.maxTotalHits);
    return { ...common, hits: hits(((page ?? 1) - 1) * size, size), totalHits, hitsPerPage, page };
  }
  const { limit = DEFAULT_LIMIT, offset = 0 } = query as { limit?: number; offset?: number };
  return { ...common, hits: hits(offset, limit), limit, offset, estimatedTotalHits: found.length };
}

function countValues(found: readonly Found[], name: string, most: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { record } of found) {
    const value = record[name] ?? [];
    for (const one of Array.isArray(value) ? value : [value]) {
      counts.set(String(one), (counts.get(String(one)) ?? 0) + 1);
    }
  }
  return Object.fromEntries([...counts].toSorted((a, b) => b[1] - a[1]).slice(0, most));
}

/** The first ten words; the last is open unless a separator follows it. */
function readText(q: string): Asked[] {
  const asked: Asked[] = [];
  for (const match of q.matchAll(/(-?)(?:"([^"]*)"|([^\s"]+))/g)) {
    const [whole, minus, phrase, word] = match;
    const isPhrase = phrase !== undefined;
    const isPrefix = !isPhrase && minus === "" && match.index + whole.length === q.length;
    const words = (phrase ?? word ?? "").toLowerCase().split(/\s+/);
    asked.push({ words, isPrefix, isPhrase, isExcluded: minus !== "" });
  }
  return asked.slice(0, MAX_WORDS);
}

/** How far the words are; undefined when one is not there at all. */
function matchText(
  record: Stored,
  asked: readonly Asked[],
  settings: Record<string, unknown>,
): Distance | undefined {
  const texts = (settings["searchableAttributes"] as string[]).map((name) =>
    String(record[name] ?? "").split(" "),
  );
  let typos = 0;
  let places = 0;
  for (const [index, { words, isExcluded, isPhrase, isPrefix }] of asked.entries()) {
    if (isPhrase || isExcluded) {
      const hasPhrase = texts.some((text) =>
        ` ${text.join(" ")} `.includes(` ${words.join(" ")} `),
      );
      if (hasPhrase === isExcluded) return undefined;
      continue;
    }
    const next = asked[index + 1];
    const previous = asked[index - 1];
    const word = words[0]!;
    const joined = [
      ...(next?.isPhrase === false ? [word + next.words[0]!] : []),
      ...(previous?.isPhrase === false ? [previous.words[0]! + word] : []),
    ];
    const distance = Math.min(
      ...texts.map((text) => distanceTo(text, { word, isPrefix, joined }, settings)),
    );
    if (distance === Infinity) return undefined;
    typos += distance;
    const place = texts.flat().findIndex((one) => one.startsWith(word));
    places += place === -1 ? texts.flat().length : place;
  }
  return { typos, places };
}

function distanceTo(
  text: readonly string[],
  { word, isPrefix, joined }: { word: string; isPrefix: boolean; joined: string[] },
  settings: Record<string, unknown>,
): number {
  if (text.some((one) => one === word || (isPrefix && one.startsWith(word)))) return 0;
  if (text.some((one) => joined.includes(one))) return 1;
  if (text.some((one, index) => one + (text[index + 1] ?? " ") === word)) return 1;
  const { minWordSizeForTypos: sizes, disableOnNumbers } = settings["typoTolerance"] as {
    minWordSizeForTypos: { oneTypo: number; twoTypos: number };
    disableOnNumbers: boolean;
  };
  if (disableOnNumbers && /\d/.test(word)) return Infinity;
  const allowed = word.length >= sizes.twoTypos ? 2 : word.length >= sizes.oneTypo ? 1 : 0;
  const lengths = isPrefix ? [-2, -1, 0, 1, 2].map((more) => word.length + more) : [Infinity];
  const edits = Math.min(
    ...text.flatMap((one) => lengths.map((length) => countEdits(word, one.slice(0, length)))),
  );
  return edits <= allowed ? edits : Infinity;
}

type Sort = readonly { name: string; isDescending: boolean }[];

function readSort(index: StoredIndex, sort: unknown): Sort {
  return ((sort as string[] | undefined) ?? []).map((text) => {
    const [name = "", direction] = text.split(":");
    const known = new Set(index.settings["sortableAttributes"] as string[]);
    requireName(known, name, "invalid_search_sort");
    return { name, isDescending: direction === "desc" };
  });
}

function order(found: Found[], sort: Sort, settings: Record<string, unknown>): Found[] {
  const rules = (settings["rankingRules"] as string[]).map((rule): Compare => {
    if (rule === "sort") return (a, b) => firstDifference(sort.map(compareBy), a, b);
    if (rule === "typo") return (a, b) => a.typos - b.typos;
    if (rule === "attribute") return (a, b) => a.places - b.places;
    const [name = "", direction] = rule.split(":");
    const isDescending = direction === "desc";
    return direction === undefined ? () => 0 : compareBy({ name, isDescending });
  });
  return found.toSorted((a, b) => firstDifference(rules, a, b));
}

type Compare = (a: Found, b: Found) => number;

function firstDifference(rules: readonly Compare[], a: Found, b: Found): number {
  for (const rule of rules) {
    const difference = rule(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareBy(sort: Sort[number]): Compare {
  return (a, b) => compare(a.record, b.record, sort);
}

/** Documents without a value come last either way. */
function compare(a: Stored, b: Stored, { name, isDescending }: Sort[number]): number {
  const x = a[name] as string | number | null | undefined;
  const y = b[name] as string | number | null | undefined;
  if (x === undefined || x === null) return y === undefined || y === null ? 0 : 1;
  if (y === undefined || y === null) return -1;
  if (x === y) return 0;
  return x < y === isDescending ? 1 : -1;
}

function readRights(index: StoredIndex): FilterRights {
  return { equality: filterNames(index, false), comparison: filterNames(index, true) };
}

function filterNames({ settings }: StoredIndex, needsComparison: boolean): Set<string> {
  const attributes = settings["filterableAttributes"] as {
    attributePatterns: string[];
    features: { filter: { comparison: boolean } };
  }[];
  const allowed = attributes.filter(
    ({ features }) => !needsComparison || features.filter.comparison,
  );
  return new Set(allowed.flatMap(({ attributePatterns }) => attributePatterns));
}

function requireName(known: ReadonlySet<string>, name: string, code: string): void {
  if (!known.has(name)) refuse(code, `attribute ${name} is not among ${[...known].join(", ")}`);
}

function refuse(code: string, message: string): never {
  throw new RequestError(400, code, message);
}
