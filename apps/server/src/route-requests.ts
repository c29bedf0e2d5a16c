import type { IncomingMessage, ServerResponse } from "node:http";

import { getRequestListener } from "@hono/node-server";
import type { Environment, HttpEnv } from "@minato/kit";
import type { Hono } from "hono";

import type { RequestHandler } from "./front-door.ts";
import { securityHeaders } from "./security-headers.ts";

/** Everything the program answers by itself; the rest belongs to the web app. */
const OWN_PATH = /^\/(api|rpc|torznab|rss|atom|stremio|metrics)(\/|$)/;
/** Pages that work without a session. */
const OPEN_PAGE =
  /^\/(setup|sign-in|forgot-password|reset-password|verify-email|register|invitation|docs|offline|_next|__nextjs_\w+|messages|icons?|fonts)(\/|$)|^\/[^/]+\.[a-z0-9]+$/;
const SESSION_COOKIE = /(^|;\s*)(__Secure-)?[\w.-]*session_token=/;

/** Where requests go, and who may see pages. */
export interface RequestRoutes {
  app: Hono<HttpEnv>;
  web: RequestHandler | undefined;
  /** Whether people without a session may see anything. */
  allowsGuests: () => Promise<boolean>;
}

/** Sends each request to the program's own routes or to the web app, below the base path. */
export function routeRequests(
  env: Environment,
  { app, web, allowsGuests }: RequestRoutes,
): RequestHandler {
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const headers = Object.entries(securityHeaders(env));
  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    const path = pathBelow(env.basePath, request.url ?? "/");
    if (path === undefined) {
      response.writeHead(302, { location: `${env.basePath}/` }).end();
    } else if (OWN_PATH.test(path) || web === undefined) {
      request.url = (request.url ?? "/").slice(env.basePath.length) || "/";
      answer(request, response);
    } else if (needsSession(path, request)) {
      return receiveStranger(web, path, request, response);
    } else {
      return web(request, response);
    }
    return undefined;
  };

  async function receiveStranger(
    openPage: RequestHandler,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (await allowsGuests()) {
      await openPage(request, response);
      return;
    }
    const wanted = path + queryOf(request);
    const next = wanted === "/" ? "" : `?next=${encodeURIComponent(wanted)}`;
    response.writeHead(302, { location: `${env.basePath}/sign-in${next}` }).end();
  }
}

/** The path within the program, undefined when the address is not below the base path. */
function pathBelow(basePath: string, url: string): string | undefined {
  const path = url.split("?")[0] ?? "/";
  if (basePath === "") return path;
  if (path === basePath) return "/";
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
}

function queryOf(request: IncomingMessage): string {
  const start = request.url?.indexOf("?") ?? -1;
  return start === -1 ? "" : (request.url ?? "").slice(start);
}

/** Only saves a stranger a detour: what a page shows is refused to strangers anyway. */
function needsSession(path: string, request: IncomingMessage): boolean {
  return !OPEN_PAGE.test(path) && !SESSION_COOKIE.test(request.headers.cookie ?? "");
}
