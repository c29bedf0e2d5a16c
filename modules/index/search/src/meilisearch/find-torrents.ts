import type { FacetRequest, FacetValue, Filter } from "@minato/search-index";
import type { Meilisearch, MultiSearchQuery } from "meilisearch";
import { z } from "zod";

import type { FoundPage } from "../answer-search.ts";
import type { ClusterRequest } from "../cluster/cluster-index.ts";
import { MAX_TOTAL } from "./index-settings.ts";
import { sendRequest } from "./send-request.ts";
import { writeFilter, writeTextFilters, writeWords } from "./write-filter.ts";

const SearchAnswers = z.object({
  results: z.array(
    z.object({
      hits: z.array(z.object({ id: z.int() })),
      totalHits: z.int(),
      facetDistribution: z.record(z.string(), z.record(z.string(), z.int())).optional(),
    }),
  ),
});

type SearchAnswer = z.output<typeof SearchAnswers>["results"][number];

/** What profiles of relevance put before the ranking rules. */
const RANK_SORTS = {
  best: [],
  healthiest: ["popularity:desc"],
  newest: ["indexed:desc"],
} as const;

/** Finds a page of torrents; everything that a search needs is asked for in one request. */
export async function findTorrents(
  client: Meilisearch,
  indexUid: string,
  request: ClusterRequest,
): Promise<FoundPage> {
  const { facets = [], filters = [], offset, limit } = request;
  const base = writeBase(indexUid, request);
  const own = new Set(filters.flatMap((filter) => ("ids" in filter ? [] : [filter.column])));
  const shared = facets.filter(({ column, edges }) => !own.has(column) && edges === undefined);
  const single = facets.filter((facet) => !shared.includes(facet));
  // Pages begin at multiples of their size, so a page of ours may lie on two of theirs.
  const first = Math.floor(offset / limit) + 1;
  const page = { ...base, hitsPerPage: limit, filter: writeAll(request, filters) };
  const queries = [
    { ...page, page: first, facets: shared.map(({ column }) => column) },
    ...(offset % limit === 0 ? [] : [{ ...page, page: first + 1 }]),
    ...single.flatMap((facet) => writeFacet(base, request, facet)),
  ];
  const { results } = SearchAnswers.parse(await sendRequest(() => client.multiSearch({ queries })));
  const [whole] = results;
  const pages = offset % limit === 0 ? 1 : 2;
  const hits = results.slice(0, pages).flatMap((result) => result.hits);
  const total = whole?.totalHits ?? 0;
  return {
    ids: hits.map(({ id }) => id).slice(offset % limit, (offset % limit) + limit),
    total,
    totalIsExact: total < MAX_TOTAL,
    facets: {
      ...Object.fromEntries(shared.map((facet) => [facet.column, readValues(facet, whole)])),
      ...readSingle(single, results.slice(pages)),
    },
    wasTolerant: request.isTolerant,
  };
}

function writeBase(indexUid: string, { text, sort, rank }: ClusterRequest): MultiSearchQuery {
  const order =
    sort === "relevance" ? [...RANK_SORTS[rank]] : [`${sort.column}:${sort.order}`, "id:desc"];
  return {
    indexUid,
    q: text === undefined ? "" : writeWords(text),
    matchingStrategy: "all",
    attributesToRetrieve: ["id"],
    ...(order.length === 0 ? {} : { sort: order }),
  };
}

function writeAll({ text }: ClusterRequest, filters: readonly Filter[]): string[] {
  return [...(text === undefined ? [] : writeTextFilters(text)), ...filters.map(writeFilter)];
}

/** Queries that count a facet as if its own filter were not set; one for each bucket of numbers. */
function writeFacet(
  base: MultiSearchQuery,
  request: ClusterRequest,
  { column, edges }: FacetRequest,
): MultiSearchQuery[] {
  const others = (request.filters ?? []).filter(
    (filter) => "ids" in filter || filter.column !== column,
  );
  const filter = writeAll(request, others);
  const query = { ...base, hitsPerPage: 0, page: 1 };
  if (edges === undefined) return [{ ...query, filter, facets: [column] }];
  return edges.map((from, index) => {
    const to = edges[index + 1];
    const below = to === undefined ? [] : [`${column} < ${to}`];
    return { ...query, filter: [...filter, `${column} >= ${from}`, ...below] };
  });
}

function readSingle(
  facets: readonly FacetRequest[],
  answers: readonly SearchAnswer[],
): Record<string, FacetValue[]> {
  const rest = [...answers];
  return Object.fromEntries(
    facets.map((facet) => {
      const { column, edges } = facet;
      if (edges === undefined) return [column, readValues(facet, rest.shift())];
      const counts = rest.splice(0, edges.length).map(({ totalHits }) => totalHits);
      const values = edges.map((value, index) => ({ value, count: counts[index] ?? 0 }));
      return [column, values.filter(({ count }) => count > 0)];
    }),
  );
}

/** Meilisearch writes every value as text. */
function readValues(
  { column, limit = 50 }: FacetRequest,
  answer: SearchAnswer | undefined,
): FacetValue[] {
  const counted = Object.entries(answer?.facetDistribution?.[column] ?? {});
  return counted
    .map(([value, count]) => ({ value: column === "year" ? Number(value) : value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}
