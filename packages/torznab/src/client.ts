/** A Torznab client for Prowlarr, Jackett and every other server that speaks it. */

import { setTimeout as sleepFor } from "node:timers/promises";

import { toParameters, type TorznabQuery } from "./client-query.ts";
import { TORZNAB_ERRORS } from "./error-codes.ts";
import { fetchFollowing, readBody, readText, type FetchBounds } from "./fetch-bounded.ts";
import { CapsVisitor, type RemoteCaps } from "./parse-caps.ts";
import {
  FeedVisitor,
  type RemoteError,
  type RemotePage,
  type RemoteRelease,
} from "./parse-feed.ts";
import { XmlReader } from "./read-xml.ts";
import { parseRetryAfter, RequestPace } from "./request-pace.ts";
import { TorznabError } from "./torznab-error.ts";

/** How a server is asked; every bound has a default. */
export interface TorznabClientOptions {
  /** Address of the indexer; `/api` is added unless the path ends with it. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** Makes the requests; `fetch` unless told. */
  readonly fetch?: typeof fetch;
  /** Sent as `User-Agent`. */
  readonly userAgent?: string;
  /** Least time between two requests, 2 seconds unless told, as Sonarr keeps it. */
  readonly minIntervalMs?: number;
  /** Longest time a request waits for its turn, 30 seconds unless told. */
  readonly maxWaitMs?: number;
  /** Longest time of one request with its answer, 30 seconds unless told. */
  readonly timeoutMs?: number;
  /** Largest answer, 16 MiB unless told. */
  readonly maxBytes?: number;
  /** How long capabilities are believed, a day unless told. */
  readonly capsLifetimeMs?: number;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly now?: () => number;
  /** Waits; a timer unless told. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** A part of the results. */
export interface PageOptions {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far paging goes. */
export interface PagingOptions {
  /** Most pages, 30 unless told. */
  readonly maxPages?: number;
  /** Most releases, 1,000 unless told. */
  readonly maxReleases?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a download address leads to. */
export type RemoteDownload =
  | { readonly kind: "torrent"; readonly bytes: Uint8Array }
  | { readonly kind: "magnet"; readonly magnetUrl: string };

/** Asks one indexer of another server. Every method throws `TorznabError`. */
export interface TorznabClient {
  /** What the server can do, remembered for a day. */
  caps(options?: {
    readonly isFresh?: boolean;
    readonly signal?: AbortSignal;
  }): Promise<RemoteCaps>;
  /** One page of a search. */
  search(query: TorznabQuery, options?: PageOptions): Promise<RemotePage>;
  /** Page after page until there is nothing new or enough. */
  pages(query: TorznabQuery, options?: PagingOptions): AsyncGenerator<readonly RemoteRelease[]>;
  /** The metainfo behind a download address, or the magnet link it leads to. */
  resolve(torrentUrl: string, signal?: AbortSignal): Promise<RemoteDownload>;
}

const ACCEPT = "application/rss+xml, application/xml, text/xml;q=0.9, */*;q=0.1";
const ACCEPT_TORRENT = "application/x-bittorrent, */*;q=0.1";
const DAY_MS = 86_400_000;
const MAX_PAGE = 100;
/** The description that Newznab sites send for a rate limit, with any code. */
const LIMIT_TEXT = /request limit reached/i;

/** Makes a client for one indexer. Throws a `TypeError` when the address is none. */
export function createTorznabClient(options: TorznabClientOptions): TorznabClient {
  const endpoint = toEndpoint(options.url);
  const now = options.now ?? Date.now;
  const bounds: FetchBounds = {
    fetch: options.fetch ?? fetch,
    userAgent: options.userAgent ?? "Minato",
    timeoutMs: options.timeoutMs ?? 30_000,
    maxBytes: options.maxBytes ?? 16 * 1024 * 1024,
  };
  const pace = new RequestPace({
    minIntervalMs: options.minIntervalMs ?? 2000,
    maxWaitMs: options.maxWaitMs ?? 30_000,
    now,
    sleep: options.sleep ?? ((delay, signal) => sleepFor(delay, undefined, signal && { signal })),
  });
  let known: { caps: RemoteCaps; readAt: number } | undefined;

  const paced = async <Result>(
    signal: AbortSignal | undefined,
    ask: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    await pace.wait(signal);
    const timeout = AbortSignal.timeout(bounds.timeoutMs);
    try {
      const result = await ask(signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
      pace.succeed();
      return result;
    } catch (error) {
      const isTrouble = error instanceof TorznabError && TROUBLE.has(error.kind);
      if (isTrouble && signal?.aborted !== true) pace.fail(error.retryAfterMs);
      throw error;
    }
  };

  const request = (parameters: URLSearchParams, signal: AbortSignal | undefined) =>
    paced(signal, async (bounded) => {
      const url = new URL(endpoint);
      for (const [name, value] of parameters) url.searchParams.set(name, value);
      if (options.apiKey) url.searchParams.set("apikey", options.apiKey);
      return readDocument(url, bounds, bounded, now);
    });

  const client: TorznabClient = {
    async caps({ isFresh = false, signal } = {}) {
      const lifetime = options.capsLifetimeMs ?? DAY_MS;
      if (!isFresh && known !== undefined && now() - known.readAt < lifetime) return known.caps;
      const { caps } = await request(new URLSearchParams({ t: "caps" }), signal);
      if (caps === undefined) throw new TorznabError("malformed", `${endpoint.host} sends no caps`);
      known = { caps, readAt: now() };
      return caps;
    },
    async search(query, { limit, offset = 0, signal } = {}) {
      const caps = await client.caps(signal === undefined ? {} : { signal });
      const parameters = toParameters(query, caps);
      parameters.set("limit", String(limit ?? pageSize(caps)));
      parameters.set("offset", String(offset));
      const { page } = await request(parameters, signal);
      if (page === undefined) throw new TorznabError("malformed", `${endpoint.host} sends no feed`);
      return page;
    },
    async *pages(query, { maxPages = 30, maxReleases = 1000, signal } = {}) {
      const size = pageSize(await client.caps(signal === undefined ? {} : { signal }));
      const seen = new Set<string>();
      let offset = 0;
      for (let count = 0; count < maxPages && seen.size < maxReleases; count += 1) {
        const { releases, total } = await client.search(query, { limit: size, offset, signal });
        const fresh = releases.filter(({ guid }) => !seen.has(guid));
        // A server that knows no offset sends the same page for ever.
        if (fresh.length === 0) return;
        const wanted = fresh.slice(0, maxReleases - seen.size);
        for (const { guid } of wanted) seen.add(guid);
        yield wanted;
        offset += releases.length;
        if (releases.length < size || (total !== undefined && offset >= total)) return;
      }
    },
    resolve: (torrentUrl, signal) =>
      paced(signal, (bounded) => download(torrentUrl, bounds, bounded, now)),
  };
  return client;
}

/** Failures that pass by themselves. */
const TROUBLE: ReadonlySet<string> = new Set(["unreachable", "rate-limit", "server"]);

function toEndpoint(text: string): URL {
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TypeError(`expected an http or https address, got ${url.protocol}`);
  }
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = path.endsWith("/api") ? path : `${path}/api`;
  url.hash = "";
  return url;
}

function pageSize({ limits }: RemoteCaps): number {
  return Math.min(MAX_PAGE, Math.max(limits.default, limits.max));
}

/** Reads whatever comes: capabilities, a feed or an error, under whatever status. */
async function readDocument(
  url: URL,
  bounds: FetchBounds,
  signal: AbortSignal,
  now: () => number,
): Promise<{ caps?: RemoteCaps; page?: RemotePage }> {
  const result = await fetchFollowing(url, ACCEPT, bounds, signal);
  if ("magnetUrl" in result) throw new TorznabError("malformed", "expected a feed, got a magnet");
  const { response } = result;
  const feed = new FeedVisitor();
  const caps = new CapsVisitor();
  const reader = new XmlReader({
    open: (element) => {
      caps.open(element);
      feed.open(element);
    },
    close: (name, text, path) => feed.close(name, text, path),
  });
  for await (const text of readText(response, bounds)) reader.write(text);
  reader.end();
  assertAnswer(response, feed.error, url, now);
  if (reader.root === "caps") return { caps: caps.finish() };
  if (reader.root === "rss" || reader.root === "rdf" || reader.root === "feed") {
    return { page: feed.finish() };
  }
  const what = reader.root === undefined ? "no XML" : `<${reader.root}>`;
  throw new TorznabError("malformed", `expected Torznab from ${url.host}, got ${what}`, {
    status: response.status,
  });
}

function assertAnswer(
  { status, headers }: Response,
  error: RemoteError | undefined,
  { host }: URL,
  now: () => number,
): void {
  if (error === undefined && status < 400) return;
  const { code, description = `status ${status}` } = error ?? { code: undefined };
  const retryAfterMs = parseRetryAfter(headers.get("retry-after"), now());
  const facts = { code, status, retryAfterMs };
  const isLimit = [status, code].includes(429) || LIMIT_TEXT.test(description);
  if (isLimit) throw new TorznabError("rate-limit", `${host} asks to wait: ${description}`, facts);
  const isCredentials =
    (code !== undefined && code >= 100 && code < 200) ||
    (error === undefined && status === 401) ||
    (error === undefined && status === 403);
  if (isCredentials) {
    throw new TorznabError("credentials", `${host} refuses the key: ${description}`, facts);
  }
  const isRefused =
    (code !== undefined && code >= 200 && code < TORZNAB_ERRORS.unknown) ||
    (status >= 400 && status < 500);
  const kind = isRefused && status < 500 ? "refused" : "server";
  throw new TorznabError(kind, `${host} answers: ${description}`, facts);
}

async function download(
  torrentUrl: string,
  bounds: FetchBounds,
  signal: AbortSignal,
  now: () => number,
): Promise<RemoteDownload> {
  if (/^magnet:\?/i.test(torrentUrl)) return { kind: "magnet", magnetUrl: torrentUrl };
  if (!/^https?:/i.test(torrentUrl) || !URL.canParse(torrentUrl)) {
    throw new TorznabError("malformed", "expected an http address or a magnet link");
  }
  const url = new URL(torrentUrl);
  const result = await fetchFollowing(url, ACCEPT_TORRENT, bounds, signal);
  if ("magnetUrl" in result) return { kind: "magnet", magnetUrl: result.magnetUrl };
  if (result.response.status >= 400) await result.response.body?.cancel();
  assertAnswer(result.response, undefined, url, now);
  const pieces: Uint8Array[] = [];
  for await (const piece of readBody(result.response, bounds)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const start = bytes.subarray(0, 2000).toString("latin1").trimStart();
  if (/^magnet:\?\S+\s*$/i.test(start)) return { kind: "magnet", magnetUrl: start.trim() };
  // A bencoded dictionary; servers send pages that ask to sign in under status 200.
  if (bytes[0] !== 0x64) throw new TorznabError("malformed", `${url.host} sends no metainfo`);
  return { kind: "torrent", bytes: new Uint8Array(bytes) };
}
