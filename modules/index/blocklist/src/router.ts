import "./context.ts";
import { procedure } from "@minato/kit";
import { z } from "zod";

import { BlockTorrentsInput, BlockTorrentsResult, blockTorrents } from "./block-torrents.ts";
import {
  addKeywordRule,
  KeywordRuleInput,
  KeywordRuleItem,
  listKeywordRules,
  removeKeywordRule,
} from "./keyword-rules.ts";
import { BlockedTorrentPage, listBlockedTorrents } from "./list-blocked-torrents.ts";
import { PageInput } from "./page-cursor.ts";
import {
  searchBlocklist,
  SearchBlocklistInput,
  SearchBlocklistResult,
} from "./search-blocklist.ts";
import {
  addSubscription,
  listSubscriptions,
  removeSubscription,
  requestRefresh,
  Subscription,
  SubscriptionInput,
} from "./subscriptions.ts";
import {
  BlockedTrackerPage,
  blockTrackers,
  BlockTrackersInput,
  listBlockedTrackers,
  unblockTrackers,
  UnblockTrackersInput,
} from "./tracker-blocks.ts";
import {
  unblockTorrents,
  UnblockTorrentsInput,
  UnblockTorrentsResult,
} from "./unblock-torrents.ts";

const tags = ["Blocklist"];
const ById = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
const MALFORMED = { BAD_REQUEST: { message: "Malformed input" } };
const UNKNOWN_RULE = { NOT_FOUND: { message: "No keyword rule with this id" } };
const UNKNOWN_LIST = { NOT_FOUND: { message: "No blocklist with this id" } };
const Added = z.object({ added: z.int(), known: z.int() });
const Removed = z.object({ removed: z.int(), unknown: z.int() });

const torrent = {
  add: procedure("edit")
    .route({
      method: "POST",
      path: "/blocklist/torrents",
      summary: "Block torrents and delete what is stored of them",
      tags,
    })
    .errors(MALFORMED)
    .input(BlockTorrentsInput)
    .output(BlockTorrentsResult)
    .handler(({ context, input }) => blockTorrents(context, input)),
  remove: procedure("edit")
    .route({
      method: "POST",
      path: "/blocklist/torrents/removals",
      summary: "Let torrents back",
      description:
        "Also those that a list or a keyword rule blocks: they stay allowed until a person blocks " +
        "them again.",
      tags,
    })
    .errors(MALFORMED)
    .input(UnblockTorrentsInput)
    .output(UnblockTorrentsResult)
    .handler(({ context, input }) => unblockTorrents(context, input)),
  list: procedure("edit")
    .route({
      method: "GET",
      path: "/blocklist/torrents",
      summary: "What people and keyword rules blocked, the newest first",
      tags,
    })
    .errors(MALFORMED)
    .input(PageInput)
    .output(BlockedTorrentPage)
    .handler(({ context, input }) => listBlockedTorrents(context.ctx, input)),
};

const tracker = {
  add: procedure("edit")
    .route({
      method: "POST",
      path: "/blocklist/trackers",
      summary: "Block trackers",
      description:
        "Their announce URLs are taken out of what is stored and of what comes in; a torrent that " +
        "has no other tracker goes.",
      tags,
    })
    .errors(MALFORMED)
    .input(BlockTrackersInput)
    .output(Added)
    .handler(({ context, input }) => blockTrackers(context, input)),
  remove: procedure("edit")
    .route({
      method: "POST",
      path: "/blocklist/trackers/removals",
      summary: "Let trackers back",
      tags,
    })
    .errors(MALFORMED)
    .input(UnblockTrackersInput)
    .output(Removed)
    .handler(({ context, input }) => unblockTrackers(context, input)),
  list: procedure("edit")
    .route({
      method: "GET",
      path: "/blocklist/trackers",
      summary: "Blocked trackers, the newest first",
      tags,
    })
    .errors(MALFORMED)
    .input(PageInput)
    .output(BlockedTrackerPage)
    .handler(({ context, input }) => listBlockedTrackers(context.ctx, input)),
};

const keyword = {
  add: procedure("edit")
    .route({
      method: "POST",
      path: "/blocklist/keywords",
      summary: "Add a rule by which words keep torrents out",
      description: "What is stored and matches is deleted in the background.",
      tags,
    })
    .errors({ ...MALFORMED, CONFLICT: { message: "There is such a rule already" } })
    .input(KeywordRuleInput)
    .output(KeywordRuleItem)
    .handler(({ context, input }) => addKeywordRule(context, input)),
  remove: procedure("edit")
    .route({
      method: "DELETE",
      path: "/blocklist/keywords/{id}",
      summary: "Remove a keyword rule",
      successStatus: 204,
      tags,
    })
    .errors({ ...UNKNOWN_RULE, FORBIDDEN: { message: "The built-in rule cannot be removed" } })
    .input(ById)
    .handler(({ context, input }) => removeKeywordRule(context, input.id)),
  list: procedure("edit")
    .route({
      method: "GET",
      path: "/blocklist/keywords",
      summary: "Keyword rules with how often they matched",
      tags,
    })
    .output(z.object({ items: z.array(KeywordRuleItem) }))
    .handler(({ context }) => listKeywordRules(context.ctx)),
};

const lists = {
  add: procedure("admin")
    .route({
      method: "POST",
      path: "/blocklist/lists",
      summary: "Subscribe to a list of info hashes",
      tags,
    })
    .errors({ CONFLICT: { message: "There is a list with this address" } })
    .input(SubscriptionInput)
    .output(Subscription)
    .handler(({ context, input }) => addSubscription(context, input)),
  remove: procedure("admin")
    .route({
      method: "DELETE",
      path: "/blocklist/lists/{id}",
      summary: "End a subscription and drop its entries",
      successStatus: 204,
      tags,
    })
    .errors(UNKNOWN_LIST)
    .input(ById)
    .handler(({ context, input }) => removeSubscription(context, input.id)),
  refresh: procedure("admin")
    .route({
      method: "POST",
      path: "/blocklist/lists/{id}/refreshes",
      summary: "Read a list anew, in the background",
      successStatus: 202,
      tags,
    })
    .errors(UNKNOWN_LIST)
    .input(ById)
    .handler(({ context, input }) => requestRefresh(context, input.id)),
  list: procedure("admin")
    .route({ method: "GET", path: "/blocklist/lists", summary: "Subscriptions", tags })
    .output(z.object({ items: z.array(Subscription) }))
    .handler(({ context }) => listSubscriptions(context.ctx)),
};

const search = procedure("edit")
  .route({
    method: "GET",
    path: "/blocklist/search",
    summary: "Whether and why a torrent, a tracker or a name is blocked",
    tags,
  })
  .input(SearchBlocklistInput)
  .output(SearchBlocklistResult)
  .handler(({ context, input }) => searchBlocklist(context.ctx, input.q));

/** Procedures of the module, by their names in the typed API. */
export const blocklistRouter = { blacklist: { torrent, tracker, keyword, lists, search } };
