import type { IncomingMessage, ServerResponse } from "node:http";

import { Histogram, type Registry } from "prom-client";

/** Kinds of routes, for figures: one label value each. */
export const ROUTE_CLASSES = ["api", "rpc", "torznab", "rss", "download", "web"] as const;

/** A kind of route. */
export type RouteClass = (typeof ROUTE_CLASSES)[number];

const SEARCH_PATH = /^\/(api\/v1\/search(\/suggest)?|rpc\/search\/(torrents|suggest))$/;
const DOWNLOAD_PATH = /^\/(api\/v1\/torrents\/[^/]+\/torrent|torznab\/download(\/.*)?)$/;
/** Streams are open as long as somebody looks; that is no time an answer took. */
const STREAM_PATH = /^\/(api\/v1|rpc\/sys)\/events$/;
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Measures every request of a handler but streams, from its head to the end of its answer. */
export function observeRequests(
  registry: Registry,
  basePath: string,
  handle: RequestHandler,
): RequestHandler {
  const requests = new Histogram({
    name: "minato_http_request_seconds",
    help: "Duration of requests by kind of route and class of status",
    labelNames: ["route", "status"],
    buckets: BUCKETS,
    registers: [registry],
  });
  const searches = new Histogram({
    name: "minato_search_seconds",
    help: "Duration of searches and suggestions that were answered",
    buckets: BUCKETS,
    registers: [registry],
  });
  return (request, response) => {
    const started = performance.now();
    const path = (request.url ?? "/").split("?")[0]?.slice(basePath.length) ?? "/";
    if (STREAM_PATH.test(path)) return handle(request, response);
    response.once("close", () => {
      const seconds = (performance.now() - started) / 1000;
      const status = `${Math.floor(response.statusCode / 100)}xx`;
      requests.observe({ route: classifyRoute(path), status }, seconds);
      if (response.statusCode === 200 && SEARCH_PATH.test(path)) searches.observe(seconds);
    });
    return handle(request, response);
  };
}

/** The kind of route of a path below the base path. */
export function classifyRoute(path: string): RouteClass {
  if (DOWNLOAD_PATH.test(path)) return "download";
  const [, first] = path.split("/");
  switch (first) {
    case "api":
    case "rpc":
    case "torznab":
    case "rss":
      return first;
    case "metrics":
      return "api";
    default:
      return "web";
  }
}
