import { createHash } from "node:crypto";

import { newestDate, writeAtom, writeRss, type SyndicationFeed } from "@minato/torznab";

import { answerConditionally } from "./answer-conditionally.ts";
import { findParameter, type Request } from "./answer-plain.ts";
import { readFeedLinks } from "./feed-links.ts";
import { narrowQuery } from "./feed-query.ts";
import { assertCaller } from "./find-caller.ts";
import { findProfile } from "./find-profile.ts";
import { loadFeedPage } from "./list-feed.ts";
import { inFeedOrder, readSyndicationQuery } from "./syndication-query.ts";

interface Form {
  path: "/rss" | "/atom";
  contentType: string;
  write: (feed: SyndicationFeed) => string;
}

const RSS: Form = {
  path: "/rss",
  contentType: "application/rss+xml; charset=utf-8",
  write: writeRss,
};
const ATOM: Form = {
  path: "/atom",
  contentType: "application/atom+xml; charset=utf-8",
  write: writeAtom,
};

/** A search or a profile as RSS 2.0. */
export function answerRss(c: Request): Promise<Response> {
  return answerSyndication(c, RSS);
}

/** A search or a profile as Atom. */
export function answerAtom(c: Request): Promise<Response> {
  return answerSyndication(c, ATOM);
}

async function answerSyndication(c: Request, form: Form): Promise<Response> {
  const key = findParameter(c, "apikey");
  const context = await assertCaller(c.var.request, key, "feeds");
  const name = c.req.param("profile");
  const profile = name === undefined ? undefined : await findProfile(context.ctx, name);
  const { searchParams } = new URL(c.req.url);
  const query = inFeedOrder(narrowQuery(readSyndicationQuery(searchParams), profile));
  const links = readFeedLinks(context, key);
  const { items } = await loadFeedPage(context, query, links);
  const shown = new URLSearchParams(
    [...searchParams].filter(([parameter]) => parameter.toLowerCase() !== "apikey"),
  );
  const path = profile === undefined ? form.path : `${form.path}/${profile.name}`;
  const search = shown.size === 0 ? "" : `?${shown}`;
  const body = form.write({
    title: profile?.title ?? (query.hasText ? `Minato: ${query.q}` : "Minato"),
    siteUrl: `${links.base}/`,
    selfUrl: links.base + path + search,
    items,
  });
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  const isNewestFirst = query.sort === "indexed" && query.order === "desc" && items.length > 0;
  return answerConditionally(c, {
    body,
    contentType: form.contentType,
    etag: `"${hash}"`,
    lastModified: isNewestFirst ? newestDate(items) : undefined,
  });
}
