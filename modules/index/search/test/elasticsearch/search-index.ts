/** `_search` of Elasticsearch: matching, order, places to go on from, and aggregations. */
import { allow, evaluate, requireField, type Query } from "./evaluate-query.ts";
import { refuse } from "./request-error.ts";
import type { StoredIndex, Visible } from "./stored-index.ts";

const MAX_RESULT_WINDOW = 10_000;

const PARAMETERS = `query post_filter aggs sort size from search_after collapse track_total_hits
  _source stored_fields docvalue_fields`.split(/\s+/);

interface Found {
  document: Visible;
  score: number;
}

type SortBy = Record<string, { order: "asc" | "desc"; missing?: string }>;

/** Answers a search; throws what the server answers to a wrong request. */
export function searchIndex(index: StoredIndex, body: Query) {
  allow(body, ...PARAMETERS);
  const { size = 10, from = 0 } = body as { size?: number; from?: number };
  if (from + size > MAX_RESULT_WINDOW) refuse("Result window is too large");
  const matched = find(index, body["query"] as Query, index.visible);
  const postFilter = body["post_filter"] as Query | undefined;
  const kept = matched.filter(
    ({ document }) =>
      postFilter === undefined || evaluate(index, postFilter, document) !== undefined,
  );
  const sorts = body["sort"] as SortBy[];
  let ordered = kept.toSorted((a, b) =>
    compare(keysOf(index, a, sorts), keysOf(index, b, sorts), sorts),
  );
  const collapse = body["collapse"] as { field: string } | undefined;
  if (collapse !== undefined) ordered = collapseBy(ordered, collapse.field);
  const after = body["search_after"] as unknown[] | undefined;
  if (after !== undefined) {
    if (from > 0) refuse("`from` must be 0 with `search_after`");
    ordered = ordered.filter((one) => compare(keysOf(index, one, sorts), after, sorts) > 0);
  }
  const aggregations = aggregate(index, (body["aggs"] as Query | undefined) ?? {}, matched);
  const hasTotal = body["track_total_hits"] === true;
  return {
    took: 1,
    timed_out: false,
    hits: {
      ...(hasTotal ? { total: { value: kept.length, relation: "eq" } } : {}),
      hits: ordered.slice(from, from + size).map((found) => ({
        fields: { id: [found.document.source["id"]] },
        ...(body["_source"] === false ? {} : { _source: found.document.source }),
        sort: keysOf(index, found, sorts),
      })),
    },
    ...(body["aggs"] === undefined ? {} : { aggregations }),
  };
}

function find(index: StoredIndex, query: Query, documents: readonly Visible[]): Found[] {
  return documents.flatMap((document) => {
    const score = evaluate(index, query, document);
    return score === undefined ? [] : [{ document, score }];
  });
}

function collapseBy(found: readonly Found[], field: string): Found[] {
  const seen = new Set<unknown>();
  return found.filter(({ document }) => {
    const value = document.source[field];
    return !seen.has(value) && seen.add(value);
  });
}

function keysOf(
  index: StoredIndex,
  { document, score }: Found,
  sorts: readonly SortBy[],
): unknown[] {
  return sorts.map((sort) => {
    const [field = ""] = Object.keys(sort);
    if (field === "_score") return score;
    requireField(index, field);
    return document.source[field] ?? null;
  });
}

/** Values that are absent come last either way. */
function compare(a: readonly unknown[], b: readonly unknown[], sorts: readonly SortBy[]): number {
  for (const [at, sort] of sorts.entries()) {
    const [x, y] = [a[at] as number | string | null, b[at] as number | string | null];
    const [{ order }] = Object.values(sort) as [{ order: "asc" | "desc" }];
    if (x === y) continue;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y === (order === "asc") ? -1 : 1;
  }
  return 0;
}

function aggregate(index: StoredIndex, aggs: Query, matched: readonly Found[]): Query {
  return Object.fromEntries(
    Object.entries(aggs).map(([name, agg]) => [name, aggregateOne(index, agg as Query, matched)]),
  );
}

function aggregateOne(index: StoredIndex, agg: Query, matched: readonly Found[]): Query {
  allow(agg, "filter", "terms", "range", "aggs");
  if (agg["filter"] !== undefined) {
    const filter = agg["filter"] as Query;
    const kept = matched.filter(({ document }) => evaluate(index, filter, document) !== undefined);
    return { doc_count: kept.length, ...aggregate(index, agg["aggs"] as Query, kept) };
  }
  const values = (field: string) => {
    requireField(index, field);
    return matched.map(({ document }) =>
      [document.source[field]].flat().filter((value) => value !== null && value !== undefined),
    );
  };
  if (agg["terms"] !== undefined) {
    const terms = agg["terms"] as { field: string; size: number } & Query;
    allow(terms, "field", "size", "shard_size", "order");
    const counts = new Map<string | number, number>();
    for (const value of values(terms.field).flat() as (string | number)[]) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const buckets = [...counts].map(([key, count]) => ({ key, doc_count: count }));
    const ordered = buckets.toSorted(
      (a, b) => b.doc_count - a.doc_count || (a.key < b.key ? -1 : 1),
    );
    return { buckets: ordered.slice(0, terms.size) };
  }
  const range = agg["range"] as { field: string; ranges: { from: number; to?: number }[] } & Query;
  allow(range, "field", "ranges");
  const numbers = values(range.field).flat() as number[];
  const buckets = range.ranges.map(({ from, to = Infinity }) => ({
    key: `${from}-${to}`,
    from,
    doc_count: numbers.filter((value) => value >= from && value < to).length,
  }));
  return { buckets };
}
