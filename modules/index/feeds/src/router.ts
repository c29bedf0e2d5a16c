import { procedure } from "@minato/kit";
import { z } from "zod";

import { narrowQuery, toFeedQuery } from "./feed-query.ts";
import { findProfile } from "./find-profile.ts";
import { FeedItem, FeedPage, listFeed } from "./list-feed.ts";
import { profilesRouter } from "./profiles-router.ts";
import { inFeedOrder, readSyndicationQuery } from "./syndication-query.ts";
import { readSearchRequest } from "./torznab-query.ts";

const tags = ["Feeds"];
const ERRORS = { BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {}, NOT_FOUND: {} };

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
  sort: parameter,
  limit: parameter,
  offset: parameter,
  profile: z.string().max(40).optional().describe("Name of a feed profile"),
});

/** The filters of a search, as the addresses of RSS and Atom feeds carry them. */
const SyndicationParameters = z.object({
  q: parameter,
  category: parameter,
  type: parameter,
  resolution: parameter,
  codec: parameter,
  language: parameter,
  group: parameter,
  year: parameter,
  source: parameter,
  minSize: parameter,
  maxSize: parameter,
  minSeeders: parameter,
  sort: parameter,
  order: parameter,
  limit: parameter,
  offset: parameter,
  profile: z.string().max(40).optional().describe("Name of a feed profile"),
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
  .handler(async ({ context, input: { profile: name, ...input } }) => {
    const { ctx } = context;
    const profile = name === undefined ? undefined : await findProfile(ctx, name);
    const pairs = toPairs({ ...input, t: input.t ?? "search" });
    const request = readSearchRequest(pairs, profile?.limits);
    return listFeed(context, narrowQuery(toFeedQuery(request, ctx.now()), profile));
  });

const rss = procedure("feeds")
  .route({
    method: "GET",
    path: "/feeds/rss",
    summary: "What the RSS feed answers, as JSON",
    tags,
  })
  .errors(ERRORS)
  .input(SyndicationParameters)
  .output(z.object({ items: z.array(FeedItem) }))
  .handler(async ({ context, input: { profile: name, ...input } }) => {
    const profile = name === undefined ? undefined : await findProfile(context.ctx, name);
    const query = narrowQuery(readSyndicationQuery(toPairs(input)), profile);
    const { items } = await listFeed(context, inFeedOrder(query));
    return { items };
  });

/** Procedures of the module, by their names in the typed API. */
export const feedsRouter = { feeds: { torznab, rss, profiles: profilesRouter } };

function toPairs(input: Record<string, z.output<typeof parameter>>): [string, string][] {
  return Object.entries(input).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
}
