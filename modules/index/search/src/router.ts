import { assertScope, procedure } from "@minato/kit";
import { TorrentItem } from "@minato/torrents/torrent-item";
import { z } from "zod";

import { searchSettings } from "./config.ts";
import "./context.ts";
import { listRelated } from "./list-related.ts";
import { listTitles, TitlePage } from "./list-titles.ts";
import { listProgress, readGeneration } from "./rebuild-progress.ts";
import { requestRebuild } from "./request-rebuild.ts";
import { MIN_OCCASIONS } from "./search-analytics.ts";
import { SearchInput } from "./search-input.ts";
import { SearchStatus } from "./search-status.ts";
import { readHiddenKey, SearchPage, searchTorrents } from "./search-torrents.ts";
import { suggestTitles } from "./suggest-titles.ts";

const tags = ["Search"];

const torrents = procedure("search")
  .route({
    method: "GET",
    path: "/search",
    summary: "Find torrents by text and filters",
    tags,
  })
  .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
  .input(SearchInput)
  .output(SearchPage)
  .handler(({ context, input }) => {
    const asked = readHiddenKey(input);
    if (asked.hidden !== undefined) assertScope(context.principal, "admin");
    return searchTorrents(context.ctx, asked);
  });

const suggest = procedure("search")
  .route({
    method: "GET",
    path: "/search/suggest",
    summary: "Titles that continue what was typed so far",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
  .input(z.object({ q: z.string().max(1000).default("") }))
  .output(
    z.object({
      items: z.array(
        z.object({
          text: z.string(),
          highlights: z
            .array(z.tuple([z.int(), z.int()]))
            .describe("Ranges of UTF-16 units that matched, the end not included"),
        }),
      ),
    }),
  )
  .handler(async ({ context, input }) => ({ items: await suggestTitles(context.ctx, input.q) }));

const titles = procedure("search")
  .route({
    method: "GET",
    path: "/search/titles",
    summary: "Find torrents and gather them by work, with the best release of each quality",
    description:
      "Each answer looks at the next 200 results from the offset on, whatever limit says; a work " +
      "may go on in the next answer under the same key.",
    tags,
  })
  .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
  .input(SearchInput)
  .output(TitlePage)
  .handler(({ context, input }) => {
    const asked = readHiddenKey(input);
    if (asked.hidden !== undefined) assertScope(context.principal, "admin");
    return listTitles(context.ctx, asked);
  });

const related = procedure("search")
  .route({
    method: "GET",
    path: "/torrents/{infoHash}/related",
    summary: "Other releases of the work that a torrent holds, the best seeded first",
    tags: ["Torrents"],
  })
  .errors({ NOT_FOUND: { message: "No torrent with this info hash" } })
  .input(z.object({ infoHash: z.string().describe("40 hex, 32 base32 or 64 hex characters") }))
  .output(z.object({ items: z.array(TorrentItem) }))
  .handler(async ({ context, input }) => ({
    items: await listRelated(context.ctx, input.infoHash),
  }));

const status = procedure("admin")
  .route({
    method: "GET",
    path: "/search/status",
    summary: "Whether the search engine of this process is ready",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
  .output(SearchStatus)
  .handler(({ context }) => context.ctx.search.health());

const analytics = procedure("admin")
  .route({
    method: "GET",
    path: "/search/analytics",
    summary: "What this process was asked for since it started, without who asked",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
  .output(
    z.object({
      since: z.iso.datetime(),
      searches: z.int(),
      withText: z.int(),
      empty: z.int().describe("Of those with a text"),
      latency: z
        .object({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() })
        .optional()
        .describe("Milliseconds that the engine took"),
      emptyTexts: z
        .array(z.object({ text: z.string(), count: z.int() }))
        .describe(
          `Texts that found nothing on at least ${MIN_OCCASIONS} occasions, the most frequent first`,
        ),
      remembersTexts: z.boolean().describe("The setting search.countQueries"),
      slowest: z.array(
        z.object({ text: z.string(), milliseconds: z.number(), at: z.iso.datetime() }),
      ),
    }),
  )
  .handler(({ context: { ctx } }) => ({
    ...ctx.searchAnalytics.summary,
    remembersTexts: ctx.config(searchSettings).countQueries,
  }));

const rebuild = procedure("admin")
  .route({
    method: "POST",
    path: "/search/rebuild",
    summary: "Build every search index anew beside the old one, which goes on answering",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
  .output(z.object({ generation: z.int().describe("Grows with each time") }))
  .handler(async ({ context }) => ({ generation: await requestRebuild(context.ctx, context) }));

const rebuildProgress = procedure("admin")
  .route({
    method: "GET",
    path: "/search/rebuild",
    summary: "How far each search index is with being built anew",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
  .output(
    z.object({
      generation: z.int().describe("What was asked for last; 0 when nobody ever asked"),
      indexes: z
        .array(
          z.object({
            name: z.string().describe("Host and directory, or the server"),
            progress: z.number().describe("Share that is done, 0 to 1"),
            torrents: z.int(),
          }),
        )
        .describe("Those that are at this generation, or on the way"),
    }),
  )
  .handler(async ({ context: { ctx } }) => {
    const generation = await readGeneration(ctx.db.$client);
    return { generation, indexes: await listProgress(ctx.db.$client, generation) };
  });

/** Procedures of the module, by their names in the typed API. */
export const searchRouter = {
  search: { torrents, titles, related, suggest, status, analytics, rebuild, rebuildProgress },
};
