import { AppError, hasScope } from "@minato/kit";
import {
  parseTorznabRequest,
  REQUEST_LIMIT_REACHED,
  TORZNAB_ERRORS,
  writeError,
  writeFeed,
  type TorznabErrorCode,
} from "@minato/torznab";

import { answerConditionally } from "./answer-conditionally.ts";
import { findParameter, retryAfter, type Request } from "./answer-plain.ts";
import { readFeedLinks } from "./feed-links.ts";
import { narrowQuery, toFeedQuery } from "./feed-query.ts";
import { assertRate, findCaller } from "./find-caller.ts";
import { findProfile } from "./find-profile.ts";
import { loadFeedPage } from "./list-feed.ts";
import { describeCaps } from "./profile-caps.ts";

const TITLE = "Minato";
const XML = "application/xml; charset=utf-8";
const RSS = "application/rss+xml; charset=utf-8";
const CAPS = describeCaps(TITLE);

/** Answers `/torznab/api` and `/torznab/{profile}/api` in the words Torznab clients read. */
export async function answerTorznab(c: Request): Promise<Response> {
  try {
    return await answer(c);
  } catch (error) {
    return failTorznab(c, error);
  }
}

async function answer(c: Request): Promise<Response> {
  const { request: context } = c.var;
  const key = findParameter(c, "apikey");
  const principal = await findCaller(context, key);
  if (!hasScope(principal, "feeds") || principal === undefined) {
    return answerError(c, TORZNAB_ERRORS.incorrectCredentials, "Incorrect user credentials");
  }
  assertRate(context, principal);
  const name = c.req.param("profile");
  const profile = name === undefined ? undefined : await findProfile(context.ctx, name);
  const result = parseTorznabRequest(new URL(c.req.url).search, profile?.limits);
  if (!result.ok) return answerError(c, result.code, result.description);
  const { request } = result;
  if (request.function === "caps") {
    const caps = profile === undefined ? CAPS : describeCaps(profile.title, profile);
    return answerConditionally(c, { body: caps.document, contentType: XML, etag: caps.etag });
  }
  const links = readFeedLinks(context, key);
  const query = narrowQuery(toFeedQuery(request, context.ctx.now()), profile);
  const page = await loadFeedPage({ ...context, principal }, query, links);
  const path = profile === undefined ? "/torznab/api" : `/torznab/${profile.name}/api`;
  const feed = writeFeed({
    ...page,
    title: profile?.title ?? TITLE,
    siteUrl: `${links.base}/`,
    selfUrl: links.base + path,
  });
  return c.body(feed, 200, { "content-type": RSS, "cache-control": "private, no-store" });
}

/** Clients read XML errors under status 200, except a rate limit and true faults of the server. */
function failTorznab(c: Request, error: unknown): Response {
  if (!(error instanceof AppError)) throw error;
  const headers = retryAfter(error);
  switch (error.code) {
    case "TOO_MANY_REQUESTS":
      return answerError(
        c,
        TORZNAB_ERRORS.requestLimitReached,
        REQUEST_LIMIT_REACHED,
        429,
        headers,
      );
    case "SERVICE_UNAVAILABLE":
      return answerError(c, TORZNAB_ERRORS.unknown, error.message, 503, headers);
    // The address is wrong, not the request: no client may take it for an empty index.
    case "NOT_FOUND":
      return answerError(c, TORZNAB_ERRORS.noSuchItem, error.message, 404);
    default:
      return answerError(c, TORZNAB_ERRORS.unknown, error.message);
  }
}

function answerError(
  c: Request,
  code: TorznabErrorCode,
  description: string,
  status: 200 | 404 | 429 | 503 = 200,
  headers: Record<string, string> = {},
): Response {
  return c.body(writeError(code, description), status, { ...headers, "content-type": XML });
}
