import { procedure } from "@minato/kit";
import { z } from "zod";

import { FeedItem, FeedPage, listFeed } from "./list-feed.ts";
import { readRssRequest, readSearchRequest } from "./rss-request.ts";

const tags = ["Feeds"];
const ERRORS = { BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} };

const one = z.union([z.string().max(500), z.number()]);
const parameter = z.union([one, z.array(one).max(100)]).optional();

/** Parameters of Torznab that narrow a search; blank ones count as absent. */
const TorznabParameters = z.object({
  t: parameter.describe("search (unless told), tvsearch, movie, music or book"),
  q: parameter,
  cat: parameter.describe("Newznab numbers"),
  season: parameter,
  ep: parameter,
  imdbid: parameter,
  tmdbid: parameter,
  tvdbid: parameter,
  tvmazeid: parameter,
  rid: parameter,
  traktid: parameter,
  doubanid: parameter,
  year: parameter,
  artist: parameter,
  album: parameter,
  label: parameter,
  track: parameter,
  author: parameter,
  title: parameter,
  publisher: parameter,
  minsize: parameter.describe("Bytes"),
  maxsize: parameter.describe("Bytes"),
  minage: parameter.describe("Days"),
  maxage: parameter.describe("Days"),
  limit: parameter,
  offset: parameter,
});

const torznab = procedure("feeds")
  .route({
    method: "GET",
    path: "/feeds/torznab",
    summary: "What the Torznab feed answers, as JSON",
    tags,
  })
  .errors(ERRORS)
  .input(TorznabParameters)
  .output(FeedPage)
  .handler(({ context, input }) =>
    listFeed(context, readSearchRequest(toPairs({ ...input, t: input.t ?? "search" }))),
  );

const rss = procedure("feeds")
  .route({
    method: "GET",
    path: "/feeds/rss",
    summary: "What the RSS feed answers, as JSON",
    tags,
  })
  .errors(ERRORS)
  .input(z.object({ q: parameter, category: parameter, limit: parameter }))
  .output(z.object({ items: z.array(FeedItem) }))
  .handler(async ({ context, input }) => {
    const request = readRssRequest(new URLSearchParams(toPairs(input)));
    const { items } = await listFeed(context, request, "indexed");
    return { items };
  });

/** Procedures of the module, by their names in the typed API. */
export const feedsRouter = { feeds: { torznab, rss } };

function toPairs(input: Record<string, z.output<typeof parameter>>): [string, string][] {
  return Object.entries(input).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
}
