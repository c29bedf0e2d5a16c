import { createHash } from "node:crypto";

import { AppError, hasScope, type HttpEnv, type Scope } from "@minato/kit";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { buildTorrentFile } from "@minato/torrents/torrent-file";
import { loadTorrent } from "@minato/torrents/torrent-record";
import {
  parseTorznabRequest,
  REQUEST_LIMIT_REACHED,
  TORZNAB_ERRORS,
  writeCaps,
  writeError,
  writeFeed,
  type SearchRequest,
  type TorznabErrorCode,
} from "@minato/torznab";
import type { Context as HonoContext, Hono } from "hono";

import { readFeedLinks, type FeedLinks } from "./feed-links.ts";
import { findReleases } from "./find-releases.ts";
import { loadFeedItems } from "./load-feed-items.ts";
import { readRssRequest } from "./rss-request.ts";

const TITLE = "Minato";
const XML = "application/xml; charset=utf-8";
const RSS = "application/rss+xml; charset=utf-8";
const CAPS = writeCaps({ title: TITLE });
const CAPS_TAG = `"${createHash("sha256").update(CAPS).digest("base64url").slice(0, 22)}"`;
const RETRY_AFTER_SECONDS = 60;

type Request = HonoContext<HttpEnv>;

/** Torznab, its downloads, and RSS. */
export function feedsHttp(app: Hono<HttpEnv>): void {
  app.get("/torznab/api", (c) => answerTorznab(c).catch((error: unknown) => failTorznab(c, error)));
  app.get("/torznab/download/:file{[^/]+\\.torrent}", (c) => answerPlain(c, download));
  app.get("/rss", (c) => answerPlain(c, answerRss));
}

async function answerTorznab(c: Request): Promise<Response> {
  const { principal } = c.var.request;
  if (!hasScope(principal, "feeds")) {
    return answerError(c, TORZNAB_ERRORS.incorrectCredentials, "Incorrect user credentials");
  }
  const result = parseTorznabRequest(new URL(c.req.url).search);
  if (!result.ok) return answerError(c, result.code, result.description);
  const { request } = result;
  if (request.function === "caps") return answerCaps(c);
  const links = readFeedLinks(c.var.request, result.apiKey);
  return answerFeed(c, request, links, `${links.base}/torznab/api`);
}

function answerCaps(c: Request): Response {
  const headers = { etag: CAPS_TAG, "cache-control": "private, no-cache" };
  const known = (c.req.header("if-none-match") ?? "").split(",").map((tag) => tag.trim());
  if (known.some((tag) => tag === "*" || tag.replace(/^W\//, "") === CAPS_TAG)) {
    return c.body(null, 304, headers);
  }
  return c.body(CAPS, 200, { ...headers, "content-type": XML });
}

async function answerRss(c: Request): Promise<Response> {
  assertKey(c, "feeds");
  const query = new URL(c.req.url).searchParams;
  const links = readFeedLinks(c.var.request, query.get("apikey") ?? undefined);
  return answerFeed(c, readRssRequest(query), links, `${links.base}/rss`, "indexed");
}

async function answerFeed(
  c: Request,
  request: SearchRequest,
  links: FeedLinks,
  selfUrl: string,
  sort?: "indexed",
): Promise<Response> {
  const { ctx } = c.var.request;
  const { torrentIds, total } = await findReleases(ctx, request, sort);
  const items = await loadFeedItems(ctx, torrentIds, links);
  const feed = writeFeed({
    title: TITLE,
    siteUrl: `${links.base}/`,
    selfUrl,
    offset: request.offset,
    total,
    items,
  });
  return c.body(feed, 200, { "content-type": RSS, "cache-control": "private, no-store" });
}

async function download(c: Request): Promise<Response> {
  const { ctx, principal } = assertKey(c, "download");
  const infoHash = (c.req.param("file") ?? "").replace(/\.torrent$/, "");
  const torrentId = await findTorrentId(ctx, infoHash);
  const [file, torrent] = await Promise.all([
    buildTorrentFile(ctx, torrentId, principal),
    loadTorrent(ctx, torrentId),
  ]);
  // Clients that sort the keys of `info` would get another hash than asked for.
  if (file !== undefined && (file.isCanonical || torrent.private)) {
    return c.body(file.bytes, 200, {
      "content-type": "application/x-bittorrent",
      "content-disposition": file.contentDisposition,
    });
  }
  if (torrent.private) throw new AppError("NOT_FOUND", "No metainfo is stored for this torrent");
  return c.redirect(torrent.magnet, 302);
}

function assertKey(c: Request, scope: Scope) {
  const { request } = c.var;
  if (request.principal === undefined) throw new AppError("UNAUTHORIZED", "Send a valid apikey");
  if (!hasScope(request.principal, scope)) {
    throw new AppError("FORBIDDEN", `This needs the permission "${scope}"`);
  }
  return request;
}

/** Answers expected failures as plain text, which is all that feed readers show. */
async function answerPlain(
  c: Request,
  answer: (c: Request) => Promise<Response>,
): Promise<Response> {
  try {
    return await answer(c);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return c.text(`${error.message}\n`, error.status, retryAfter(error));
  }
}

/** Clients read XML errors under status 200, except a rate limit and true faults of the server. */
function failTorznab(c: Request, error: unknown): Response {
  if (!(error instanceof AppError)) throw error;
  if (error.code === "TOO_MANY_REQUESTS") {
    const headers = retryAfter(error);
    return answerError(c, TORZNAB_ERRORS.requestLimitReached, REQUEST_LIMIT_REACHED, 429, headers);
  }
  if (error.code === "SERVICE_UNAVAILABLE") {
    return answerError(c, TORZNAB_ERRORS.unknown, error.message, 503, retryAfter(error));
  }
  return answerError(c, TORZNAB_ERRORS.unknown, error.message);
}

function answerError(
  c: Request,
  code: TorznabErrorCode,
  description: string,
  status: 200 | 429 | 503 = 200,
  headers: Record<string, string> = {},
): Response {
  return c.body(writeError(code, description), status, { ...headers, "content-type": XML });
}

function retryAfter(error: AppError): Record<string, string> {
  if (error.status !== 429 && error.status !== 503) return {};
  return { "retry-after": String(error.retryAfterSeconds ?? RETRY_AFTER_SECONDS) };
}
