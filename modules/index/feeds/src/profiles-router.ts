import { procedure } from "@minato/kit";
import { z } from "zod";

import { narrowQuery, type FeedQuery } from "./feed-query.ts";
import { findProfile, listProfiles } from "./find-profile.ts";
import { FeedPage, listFeed } from "./list-feed.ts";
import { Profile, ProfileDefinition } from "./profile.ts";
import { createProfile, deleteProfile, updateProfile } from "./save-profile.ts";
import { inFeedOrder } from "./syndication-query.ts";

const tags = ["Feeds"];
const READ_ERRORS = { UNAUTHORIZED: {}, FORBIDDEN: {} };
const ERRORS = { BAD_REQUEST: {}, ...READ_ERRORS };
const PREVIEW_LIMIT = 20;

const Named = z.object({ name: z.string().min(1).max(40) });

const list = procedure("feeds")
  .route({ method: "GET", path: "/feeds/profiles", summary: "List the feed profiles", tags })
  .errors(READ_ERRORS)
  .input(z.object({}).optional())
  .output(z.object({ items: z.array(Profile) }))
  .handler(async ({ context }) => ({ items: await listProfiles(context.ctx) }));

const get = procedure("feeds")
  .route({ method: "GET", path: "/feeds/profiles/{name}", summary: "One feed profile", tags })
  .errors({ ...READ_ERRORS, NOT_FOUND: {} })
  .input(Named)
  .output(Profile)
  .handler(({ context, input }) => findProfile(context.ctx, input.name));

const create = procedure("admin")
  .route({
    method: "POST",
    path: "/feeds/profiles",
    summary: "Make a feed profile: an indexer of its own at /torznab/{name}/api",
    tags,
  })
  .errors({ ...ERRORS, CONFLICT: {} })
  .input(ProfileDefinition)
  .output(Profile)
  .handler(({ context, input }) => createProfile(context, input));

const update = procedure("admin")
  .route({
    method: "PUT",
    path: "/feeds/profiles/{profile}",
    summary: "Replace everything a feed profile says",
    tags,
  })
  .errors({ ...ERRORS, NOT_FOUND: {}, CONFLICT: {} })
  .input(ProfileDefinition.extend({ profile: Named.shape.name.describe("Its name until now") }))
  .output(Profile)
  .handler(({ context, input: { profile, ...definition } }) =>
    updateProfile(context, profile, definition),
  );

const remove = procedure("admin")
  .route({
    method: "DELETE",
    path: "/feeds/profiles/{name}",
    summary: "Remove a feed profile",
    tags,
    successStatus: 204,
  })
  .errors({ ...READ_ERRORS, NOT_FOUND: {} })
  .input(Named)
  .output(z.void())
  .handler(({ context, input }) => deleteProfile(context, input.name));

const preview = procedure("admin")
  .route({
    method: "POST",
    path: "/feeds/profiles/preview",
    summary: "What a profile would have, before it is saved",
    tags,
  })
  .errors(ERRORS)
  .input(
    ProfileDefinition.pick({ filters: true, sort: true }).extend({
      q: z.string().max(500).optional().describe("Words of the title"),
      limit: z.int().min(1).max(100).default(PREVIEW_LIMIT),
      offset: z.int().min(0).max(1_000_000).default(0),
    }),
  )
  .output(FeedPage)
  .handler(({ context, input }) => {
    const q = input.q?.trim() || undefined;
    const { limit, offset } = input;
    const query: FeedQuery = {
      q,
      hasText: q !== undefined,
      filters: [],
      sort: undefined,
      order: "desc",
      limit,
      offset,
    };
    return listFeed(context, inFeedOrder(narrowQuery(query, input)));
  });

/** Procedures of the profiles. */
export const profilesRouter = { list, get, create, update, delete: remove, preview };
