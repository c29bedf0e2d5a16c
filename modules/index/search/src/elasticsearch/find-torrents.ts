import { createHash } from "node:crypto";

import { FEW_HITS, type TextQuery } from "@minato/search-index";
import type { Client } from "@opensearch-project/opensearch";
import { z } from "zod";

import type { FoundPage } from "../answer-search.ts";
import type { ClusterRequest } from "../cluster/cluster-index.ts";
import type { DeepPages, Hit } from "./deep-pages.ts";
import { sendRequest } from "./send-request.ts";
import { readFacetValues, writeSearch } from "./write-search.ts";
import { writeText, type Query } from "./write-text.ts";

const SEARCH_TIMEOUT_MS = 5000;

const SearchAnswer = z.object({
  timed_out: z.boolean(),
  hits: z.object({
    total: z.object({ value: z.int(), relation: z.enum(["eq", "gte"]) }).optional(),
    hits: z.array(
      z.object({
        sort: z.array(z.unknown()).default([]),
        fields: z.object({ id: z.tuple([z.int()]).optional() }).optional(),
        _source: z.object({ title: z.string() }).optional(),
      }),
    ),
  }),
  aggregations: z.record(z.string(), z.unknown()).optional(),
});

type SearchAnswer = z.output<typeof SearchAnswer>;

/** Finds a page of torrents; few exact results make similar words be tried. */
export async function findTorrents(
  client: Client,
  index: string,
  pages: DeepPages,
  request: ClusterRequest,
): Promise<FoundPage> {
  const strict = await findAs(client, index, pages, request, false);
  const canBeTolerant = request.isTolerant && (request.text?.required.length ?? 0) > 0;
  if (!canBeTolerant || strict.total >= FEW_HITS) return strict;
  const tolerant = await findAs(client, index, pages, request, true);
  return tolerant.total > strict.total ? tolerant : strict;
}

/** Titles of different works, the best seeded first. */
export async function suggestTitles(
  client: Client,
  index: string,
  text: TextQuery,
  limit: number,
): Promise<string[]> {
  const { must, mustNot } = writeText(text, false);
  const answer = await search(client, index, {
    query: { bool: { must, must_not: mustNot } },
    collapse: { field: "work" },
    sort: [{ seeders: { order: "desc", missing: "_last" } }, { id: { order: "desc" } }],
    size: limit,
    track_total_hits: false,
    _source: ["title"],
  });
  return answer.hits.hits.flatMap(({ _source: source }) => (source ? [source.title] : []));
}

async function findAs(
  client: Client,
  index: string,
  pages: DeepPages,
  request: ClusterRequest,
  isTolerant: boolean,
): Promise<FoundPage> {
  const body = writeSearch(request, isTolerant);
  let whole: SearchAnswer | undefined;
  const fetch = async (page: { size: number; from: number; after?: Hit["sort"] }) => {
    const { size, from, after } = page;
    // Behind the end nothing is left to walk to.
    if (whole !== undefined && request.offset >= (whole.hits.total?.value ?? 0)) return [];
    const isFirst = whole === undefined;
    const rest = isFirst ? body : { ...body, aggs: undefined, track_total_hits: false };
    const answer = await search(client, index, { ...rest, size, from, search_after: after });
    whole ??= answer;
    return answer.hits.hits.map(({ fields, sort }) => ({ id: fields?.id?.[0] ?? 0, sort }));
  };
  const key = createHash("sha256").update(JSON.stringify(body)).digest("base64");
  const ids = await pages.find(key, request.offset, request.limit, fetch);
  const total = whole?.hits.total;
  return {
    ids,
    total: total?.value ?? 0,
    totalIsExact: total?.relation === "eq" && whole?.timed_out === false,
    facets: readFacetValues(request.facets ?? [], whole?.aggregations),
    wasTolerant: isTolerant,
  };
}

async function search(client: Client, index: string, body: Query): Promise<SearchAnswer> {
  const path = `/${index}/_search`;
  const request = { method: "POST", path, body, timeoutMs: SEARCH_TIMEOUT_MS } as const;
  return SearchAnswer.parse(await sendRequest(client, request));
}
