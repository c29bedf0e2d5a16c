/** Stremio addon protocol over HTTP (stremio-addon-sdk, docs/protocol.md). */
import { AppError, toErrorBody, type HttpEnv, type RequestContext } from "@minato/kit";
import type { Hono } from "hono";

import { retryAfter, type Request } from "../answer-plain.ts";
import { readFeedLinks } from "../feed-links.ts";
import { assertCaller } from "../find-caller.ts";
import { answerCatalog } from "./catalog.ts";
import { findStreams } from "./find-streams.ts";
import { manifest } from "./manifest.ts";
import { findPoster } from "./poster/find-poster.ts";

const PREFIX = "/stremio/:key";
/** Every answer is for browsers of any origin: the key is in the address, cookies count nothing. */
const OPEN = { "access-control-allow-origin": "*" };
/** A catalog shows a hundred of them at once. */
const POSTER_COST = 0.1;
const PREFLIGHT = {
  ...OPEN,
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "*",
  "access-control-max-age": "86400",
};

/** The addon at `/stremio/{key}/manifest.json`. */
export function stremioHttp(app: Hono<HttpEnv>): void {
  app.options(`${PREFIX}/*`, (c) => c.body(null, 204, PREFLIGHT));
  app.get(`${PREFIX}/manifest.json`, (c) => answer(c, () => Promise.resolve(manifest)));
  app.get(`${PREFIX}/catalog/:type/:id`, (c) =>
    answer(c, (request) =>
      answerCatalog(request.ctx, readParts(c, "type", "id"), postersUrl(c, request)),
    ),
  );
  app.get(`${PREFIX}/catalog/:type/:id/:extra`, (c) =>
    answer(c, (request) =>
      answerCatalog(request.ctx, readParts(c, "type", "id", "extra"), postersUrl(c, request)),
    ),
  );
  app.get(`${PREFIX}/poster/:type/:file`, answerPoster);
  app.get(`${PREFIX}/stream/:type/:id`, (c) =>
    answer(c, ({ ctx }) => findStreams(ctx, readParts(c, "type", "id"))),
  );
}

async function answer(
  c: Request,
  load: (context: RequestContext) => Promise<unknown>,
): Promise<Response> {
  try {
    const body = await load(await identify(c));
    return c.json(body, 200, { ...OPEN, "cache-control": "private, max-age=60" });
  } catch (error) {
    return fail(c, error);
  }
}

/** Drawn by this server, so that no player asks another one. */
async function answerPoster(c: Request): Promise<Response> {
  try {
    const { ctx } = await identify(c, POSTER_COST);
    const id = (c.req.param("file") ?? "").replace(/\.png$/, "");
    const png = await findPoster(ctx, { type: c.req.param("type") ?? "", id });
    const headers = {
      ...OPEN,
      "content-type": "image/png",
      "cache-control": "private, max-age=86400",
    };
    return c.body(png, 200, headers);
  } catch (error) {
    return fail(c, error);
  }
}

function postersUrl(c: Request, request: RequestContext): string {
  const { base } = readFeedLinks(request);
  return `${base}/stremio/${encodeURIComponent(c.req.param("key") ?? "")}/poster`;
}

/** Only the key in the address counts: a cookie must not open this to other sites. */
function identify(c: Request, cost?: number): Promise<RequestContext> {
  const request = { ...c.var.request, principal: undefined };
  return assertCaller(request, c.req.param("key"), "feeds", cost);
}

function fail(c: Request, error: unknown): Response {
  if (!(error instanceof AppError)) throw error;
  return c.json(toErrorBody(error), error.status, { ...OPEN, ...retryAfter(error) });
}

/** The parts of the path, the last one without its `.json`. */
function readParts<Name extends string>(c: Request, ...names: Name[]): Record<Name, string> {
  const last = names.at(-1);
  const parts = names.map((name) => {
    const text = c.req.param(name) ?? "";
    if (name !== last) return [name, text] as const;
    if (!text.endsWith(".json")) throw new AppError("NOT_FOUND", "There is nothing here");
    return [name, text.slice(0, -".json".length)] as const;
  });
  // One entry for each of the names.
  return Object.fromEntries(parts) as Record<Name, string>;
}
