/** The query language of Elasticsearch, as far as its reference tells and the driver uses it. */
import { countEdits } from "../count-edits.ts";
import { refuse } from "./request-error.ts";
import type { Places, StoredIndex, Visible } from "./stored-index.ts";

/** A part of a query. */
export type Query = Record<string, unknown>;

const DAY_MS = 86_400_000;
const MAX_TERMS = 65_536;

/** The score of a document, undefined when it does not match. */
export function evaluate(index: StoredIndex, query: Query, document: Visible): number | undefined {
  const entries = Object.entries(query);
  if (entries.length !== 1) refuse(`one query expected, found ${Object.keys(query).join(", ")}`);
  const [kind, body] = entries[0] as [string, Query];
  const evaluateOne = evaluators[kind];
  return evaluateOne === undefined
    ? refuse(`unknown query [${kind}]`)
    : evaluateOne(index, body, document);
}

type Evaluate = (index: StoredIndex, body: Query, document: Visible) => number | undefined;

const evaluators: Record<string, Evaluate> = {
  bool: (index, body, document) => {
    allow(body, "must", "must_not", "filter", "should", "minimum_should_match", "boost");
    const run = (name: string) =>
      ((body[name] as Query[] | undefined) ?? []).map((one) => evaluate(index, one, document));
    const must = run("must");
    const should = run("should");
    const filter = run("filter");
    const hits = should.filter((score) => score !== undefined);
    const isFree = must.length + filter.length > 0;
    const least = (body["minimum_should_match"] as number | undefined) ?? (isFree ? 0 : 1);
    if ([...must, ...filter].includes(undefined)) return undefined;
    if (run("must_not").some((score) => score !== undefined)) return undefined;
    if (should.length > 0 && hits.length < least) return undefined;
    return sum([...must, ...hits]) * Number(body["boost"] ?? 1);
  },
  dis_max: (index, body, document) => {
    allow(body, "queries");
    const scores = (body["queries"] as Query[]).map((one) => evaluate(index, one, document));
    const hits = scores.filter((score) => score !== undefined);
    return hits.length === 0 ? undefined : Math.max(...hits);
  },
  constant_score: (index, body, document) => {
    allow(body, "filter", "boost");
    const score = evaluate(index, body["filter"] as Query, document);
    return score === undefined ? undefined : Number(body["boost"] ?? 1);
  },
  term: (index, body, document) => {
    const [field, asked] = only(body);
    if (typeof asked !== "object") {
      return matches(valuesOf(index, document, field).includes(String(asked)));
    }
    const options = asked as Query;
    allow(options, "value", "case_insensitive");
    const fold = (text: string) =>
      options["case_insensitive"] === true ? text.toLowerCase() : text;
    const wanted = fold(String(options["value"]));
    return matches(valuesOf(index, document, field).some((value) => fold(value) === wanted));
  },
  terms: (index, body, document) => {
    const [field, list] = only(body);
    const wanted = new Set((list as unknown[]).map(String));
    if (wanted.size > MAX_TERMS) refuse("too many terms");
    return matches(valuesOf(index, document, field).some((value) => wanted.has(value)));
  },
  prefix: (index, body, document) => {
    const [field, value] = only(body);
    return matches(valuesOf(index, document, field).some((one) => one.startsWith(String(value))));
  },
  fuzzy: (index, body, document) => {
    const [field, options] = only(body) as [string, Query];
    allow(options, "value", "fuzziness", "transpositions", "max_expansions", "rewrite");
    const word = String(options["value"]);
    const most = Number(options["fuzziness"]);
    if (most > 2) refuse("fuzziness must be 0, 1 or 2");
    return matches(
      valuesOf(index, document, field).some((value) => countEdits(word, value) <= most),
    );
  },
  match_phrase: (index, body, document) => matchPhrase(index, body, document, false),
  match_phrase_prefix: (index, body, document) => matchPhrase(index, body, document, true),
  exists: (_index, body, document) => {
    allow(body, "field");
    const value = document.source[String(body["field"])];
    return matches([value].flat().some((one) => one !== null && one !== undefined));
  },
  range: (_index, body, document) => {
    const [field, bounds] = only(body) as [string, Query];
    allow(bounds, "gte", "lte");
    const { gte = -Infinity, lte = Infinity } = bounds as { gte?: number; lte?: number };
    const values = [document.source[field]].flat();
    return matches(
      values.some((value) => typeof value === "number" && value >= gte && value <= lte),
    );
  },
  rank_feature: (index, body, document) => {
    allow(body, "field", "saturation", "boost");
    const field = String(body["field"]);
    const mapping = index.fieldOf(field);
    if (mapping?.type !== "rank_feature") refuse(`${field} is not a rank_feature`);
    const value = document.source[field] as number | null | undefined;
    if (value === null || value === undefined) return undefined;
    const { pivot } = body["saturation"] as { pivot: number };
    const isGood = mapping?.positive_score_impact !== false;
    return (Number(body["boost"]) * (isGood ? value : pivot)) / (value + pivot);
  },
  distance_feature: (index, body, document) => {
    allow(body, "field", "origin", "pivot", "boost");
    const field = String(body["field"]);
    if (index.fieldOf(field)?.type !== "date") refuse(`${field} is no date`);
    const [, days] = /^(\d+)d$/.exec(String(body["pivot"])) ?? refuse("pivot");
    const pivot = Number(days) * DAY_MS;
    const distance = Math.abs(Date.now() - Number(document.source[field]));
    return (Number(body["boost"]) * pivot) / (pivot + distance);
  },
};

/** Words of a phrase one after the other, or as near as the slop allows in that order. */
function matchPhrase(index: StoredIndex, body: Query, document: Visible, isOpen: boolean) {
  const [field, options] = only(body) as [string, Query];
  allow(options, "query", "slop");
  requireField(index, field);
  const places = document.places.get(field) ?? refuse(`${field} is no text`);
  const words = String(options["query"]).split(/\s+/);
  const slop = Number(options["slop"] ?? 0);
  return matches(places.some((_, start) => hasPhrase(places, { words, slop, isOpen }, start)));
}

function hasPhrase(
  places: Places,
  { words, slop, isOpen }: { words: string[]; slop: number; isOpen: boolean },
  start: number,
): boolean {
  const isThere = (word: string, index: number, at: number) => {
    const canBePart = isOpen && index === words.length - 1;
    return places[at]?.some((one) => one === word || (canBePart && one.startsWith(word))) === true;
  };
  if (!isThere(words[0]!, 0, start)) return false;
  let at = start;
  let left = slop;
  for (const [before, word] of words.slice(1).entries()) {
    at += 1;
    for (; left > 0 && !isThere(word, before + 1, at); left--) at += 1;
    if (!isThere(word, before + 1, at)) return false;
  }
  return true;
}

function valuesOf(index: StoredIndex, document: Visible, field: string): string[] {
  requireField(index, field);
  const places = document.places.get(field);
  if (places !== undefined) return places.flat();
  const values = [document.source[field]].flat();
  return values.filter((value) => value !== null && value !== undefined).map(String);
}

/** Refuses a field that the mapping does not know. */
export function requireField(index: StoredIndex, field: string): void {
  if (index.fieldOf(field) === undefined) refuse(`no mapping for [${field}]`);
}

/** Refuses parameters that are not among the known ones. */
export function allow(body: Query, ...names: string[]): void {
  for (const [name, value] of Object.entries(body)) {
    if (value !== undefined && !names.includes(name)) refuse(`unknown parameter [${name}]`);
  }
}

function only(body: Query): [string, unknown] {
  const entries = Object.entries(body);
  return entries.length === 1 ? entries[0]! : refuse("one field expected");
}

function matches(holds: boolean): number | undefined {
  return holds ? 1 : undefined;
}

function sum(scores: readonly (number | undefined)[]): number {
  return scores.reduce<number>((total, score) => total + (score ?? 0), 0);
}
