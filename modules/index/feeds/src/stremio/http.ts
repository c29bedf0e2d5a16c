/** Stremio addon protocol over HTTP (stremio-addon-sdk, docs/protocol.md). */
import { AppError, toErrorBody, type HttpEnv, type RequestContext } from "@minato/kit";
import type { Hono } from "hono";

import { retryAfter, type Request } from "../answer-plain.ts";
import { assertCaller } from "../find-caller.ts";
import { answerCatalog } from "./catalog.ts";
import { findStreams } from "./find-streams.ts";
import { manifest } from "./manifest.ts";

const PREFIX = "/stremio/:key";
/** Every answer is for browsers of any origin: the key is in the address, cookies count nothing. */
const OPEN = { "access-control-allow-origin": "*" };
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
    answer(c, ({ ctx }) => answerCatalog(ctx, readParts(c, "type", "id"))),
  );
  app.get(`${PREFIX}/catalog/:type/:id/:extra`, (c) =>
    answer(c, ({ ctx }) => answerCatalog(ctx, readParts(c, "type", "id", "extra"))),
  );
  app.get(`${PREFIX}/stream/:type/:id`, (c) =>
    answer(c, ({ ctx }) => findStreams(ctx, readParts(c, "type", "id"))),
  );
}

async function answer(
  c: Request,
  load: (context: RequestContext) => Promise<unknown>,
): Promise<Response> {
  try {
    // Only the key in the address counts: a cookie must not open this to other sites.
    const request = { ...c.var.request, principal: undefined };
    const context = await assertCaller(request, c.req.param("key"), "feeds");
    const body = await load(context);
    return c.json(body, 200, { ...OPEN, "cache-control": "private, max-age=60" });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return c.json(toErrorBody(error), error.status, { ...OPEN, ...retryAfter(error) });
  }
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
