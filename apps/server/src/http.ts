import { authenticate } from "@minato/identity/authenticate";
import {
  AppError,
  boundBody,
  type Context,
  type HttpEnv,
  type Module,
  type RequestContext,
} from "@minato/kit";
import { limitRefusal, limitRequest } from "@minato/limits/limit-request";
import type { AnyRouter } from "@orpc/server";
import { Hono, type Context as HonoContext } from "hono";

import { documentationHttp } from "./documentation.ts";
import { toErrorResponse } from "./errors.ts";
import { createProcedureHandlers, type ProcedureHandlers } from "./procedure-handlers.ts";

/** What the HTTP side of the program is made of. */
export interface HttpParts {
  ctx: Context;
  modules: readonly Module[];
  router: AnyRouter;
  /** Address of the caller behind a request. */
  addressOf: (c: HonoContext) => string;
}

/** Where a key may stand in the address, because the clients know no other way. */
const QUERY_KEY_PATH = /^\/(torznab|rss|atom|stremio)(\/|$)/;
/** Bodies of procedures, in bytes; routes with larger ones read them by themselves. */
const MAX_BODY = 4 * 1024 * 1024;
/** From whoever is not signed in. */
const MAX_OPEN_BODY = 64 * 1024;
/** Open to anyone, so that no credential is looked at: sign-in makes the first one. */
const ANONYMOUS_PATH = /^\/api\/(auth\/|v1\/(auth\/|health$))/;

/** Builds everything that is not the web app: module routes, RPC, the JSON API and its document. */
export function createHttpApp(parts: HttpParts): Hono<HttpEnv> {
  const { ctx, modules } = parts;
  const app = new Hono<HttpEnv>();

  app.onError((error) => toErrorResponse(error, ctx.log));
  app.use(async (c, next) => {
    const renewal = new Headers();
    const request = await identify(parts, c, renewal);
    c.set("request", request);
    // Feeds count by themselves: some of their callers are known by the path only.
    const limit = QUERY_KEY_PATH.test(c.req.path)
      ? undefined
      : limitRequest(ctx, { ...request, path: c.req.path });
    await next();
    for (const [name, value] of Object.entries(limit ?? {})) c.header(name, value);
    for (const cookie of renewal.getSetCookie()) c.header("set-cookie", cookie, { append: true });
  });
  if (ctx.env.roles.has("api")) {
    for (const module of modules) module.http?.(app);
    documentationHttp(app, parts.router);
    serveProcedures(app, createProcedureHandlers(parts.router, ctx.log));
  } else {
    // Every process tells how it is, whatever its roles.
    modules.find(({ name }) => name === "system")?.http?.(app);
  }
  app.notFound(() => notFound());
  return app;
}

function serveProcedures(app: Hono<HttpEnv>, handlers: ProcedureHandlers): void {
  app.use("/rpc/*", async (c) => {
    const { response } = await handlers.rpc.handle(await readBounded(c), {
      prefix: "/rpc",
      context: c.var.request,
    });
    return response === undefined ? notFound() : keepFlowing(response);
  });
  app.use("/api/v1/*", async (c) => {
    const { response } = await handlers.openApi.handle(joinRepeated(await readBounded(c)), {
      prefix: "/api/v1",
      context: c.var.request,
    });
    return response === undefined ? notFound() : keepFlowing(withRetryAfter(response));
  });
}

async function identify(
  { ctx, addressOf }: HttpParts,
  c: HonoContext<HttpEnv>,
  responseHeaders: Headers,
): Promise<RequestContext> {
  const { headers } = c.req.raw;
  const anonymous = { ctx, principal: undefined, address: addressOf(c), headers };
  if (ANONYMOUS_PATH.test(c.req.path)) return anonymous;
  const isFeed = QUERY_KEY_PATH.test(c.req.path);
  const url = new URL(c.req.url);
  try {
    const credentials = {
      headers,
      url,
      allowQueryKey: isFeed,
      address: anonymous.address,
      responseHeaders,
    };
    return { ...anonymous, principal: await authenticate(ctx, credentials) };
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHORIZED") {
      limitRefusal(ctx, anonymous.address);
    }
    // Feeds refuse a wrong key in words of their own, as their clients expect.
    if (isFeed && error instanceof AppError && error.code === "UNAUTHORIZED") return anonymous;
    throw error;
  }
}

/** `a=1&a=2` means the same as `a=1,2` everywhere in the API. */
function joinRepeated(request: Request): Request {
  const url = new URL(request.url);
  const names = [...url.searchParams.keys()];
  if (request.method !== "GET" || new Set(names).size === names.length) return request;
  for (const name of new Set(names)) {
    url.searchParams.set(name, url.searchParams.getAll(name).join(","));
  }
  return new Request(url, request);
}

/** oRPC knows no headers of errors, so the answer's own body says when to come back. */
function withRetryAfter(response: Response): Response {
  if (response.status !== 503 && response.status !== 429) return response;
  const headers = new Headers(response.headers);
  if (!headers.has("retry-after")) headers.set("retry-after", "5");
  return new Response(response.body, { status: response.status, headers });
}

/** Proxies would gather the events of a stream before they pass them on. */
function keepFlowing(response: Response): Response {
  if (response.headers.get("content-type")?.startsWith("text/event-stream") !== true) {
    return response;
  }
  const headers = new Headers(response.headers);
  headers.set("cache-control", "no-store, no-transform");
  headers.set("x-accel-buffering", "no");
  return new Response(response.body, { status: response.status, headers });
}

function readBounded({ req, var: { request } }: HonoContext<HttpEnv>): Promise<Request> {
  return boundBody(req.raw, request.principal === undefined ? MAX_OPEN_BODY : MAX_BODY);
}

function notFound(): Response {
  return Response.json({ code: "NOT_FOUND", message: "There is nothing here" }, { status: 404 });
}
