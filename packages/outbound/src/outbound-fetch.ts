import type { IncomingMessage } from "node:http";

import { followRedirect, readUrl } from "./follow-redirect.ts";
import { OutboundError } from "./outbound-error.ts";
import { readResponse } from "./read-response.ts";
import {
  resolveBySystem,
  resolveHost,
  type AllowedHosts,
  type ResolveName,
} from "./resolve-host.ts";
import { sendRequest, type OutboundRequest } from "./send-request.ts";

/** What a request may do and how long it may take; times are in milliseconds. */
export interface OutboundBounds {
  /** Hosts that may be in private networks because an administrator says so; none unless told. */
  allow?: AllowedHosts;
  /** From the beginning to the end of the body, 60 s unless told. */
  timeoutMs?: number;
  /** Without a single byte, 30 s unless told. */
  silenceMs?: number;
  /** Of the body after decompression, 64 MiB unless told. */
  maxBytes?: number;
  /** Redirects that are followed, 5 unless told. */
  maxRedirects?: number;
}

/** A request as `fetch` takes it; its mode, cache, credentials and the like mean nothing here. */
export type OutboundInit = RequestInit & OutboundBounds;

/**
 * Fetches an address that a user gave. Rejects with `OutboundError` for whatever the network or the
 * address does wrong, and with the signal's reason when it is aborted.
 */
export type OutboundFetch = (
  input: string | URL | Request,
  init?: OutboundInit,
) => Promise<Response>;

/** How the function is made: other bounds than the usual ones, and how names are resolved. */
export interface OutboundOptions extends OutboundBounds {
  resolveName?: ResolveName;
}

type Bounds = Required<OutboundBounds> & { resolveName: ResolveName };

const DEFAULTS: Bounds = {
  allow: [],
  timeoutMs: 60_000,
  silenceMs: 30_000,
  maxBytes: 64 * 1024 * 1024,
  maxRedirects: 5,
  resolveName: resolveBySystem,
};

/** Stands for the address where only method, headers and body are read; it may hold no password. */
const PLACEHOLDER = "http://localhost/";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Makes a `fetch` for addresses that users give. */
export function createOutboundFetch(options: OutboundOptions = {}): OutboundFetch {
  return (input, init = {}) =>
    fetchFollowing(input, init, { ...DEFAULTS, ...options, ...withoutAbsent(init) });
}

async function fetchFollowing(
  input: string | URL | Request,
  init: OutboundInit,
  bounds: Bounds,
): Promise<Response> {
  let request = await readRequest(input, init);
  const { url } = request;
  const late = new OutboundError("TIMEOUT", `${url.host} took longer than ${bounds.timeoutMs} ms`);
  const outer = init.signal ?? (input instanceof Request ? input.signal : undefined);
  const { signal, end } = limit(outer, bounds.timeoutMs, late);
  try {
    for (let redirects = 0; redirects <= bounds.maxRedirects; redirects++) {
      const { response, message } = await fetchOnce(request, bounds, signal);
      const location = response.headers.get("location");
      const isRedirect = REDIRECTS.has(response.status) && location !== null;
      if (!isRedirect || init.redirect === "manual") {
        if (message.closed) end();
        else message.once("close", end);
        return response;
      }
      message.destroy();
      if (init.redirect === "error") throw new OutboundError("REDIRECT", `${url.host} redirects`);
      request = followRedirect(request, response.status, location);
    }
    const { maxRedirects } = bounds;
    throw new OutboundError(
      "REDIRECT",
      `expected at most ${maxRedirects} redirects from ${url.host}`,
    );
  } catch (error) {
    end();
    throw error;
  }
}

async function fetchOnce(
  request: OutboundRequest,
  { allow, resolveName, silenceMs, maxBytes }: Bounds,
  signal: AbortSignal,
): Promise<{ response: Response; message: IncomingMessage }> {
  const { url, method } = request;
  const resolving = resolveHost(url.hostname, allow, resolveName);
  const addresses = await untilAborted(resolving, signal);
  const message = await sendRequest(request, { addresses, silenceMs, signal });
  return { message, response: readResponse(message, { url, method, maxBytes, signal }) };
}

/** A body is read whole, so that it can be sent again where a redirect asks for that. */
async function readRequest(
  input: string | URL | Request,
  init: OutboundInit,
): Promise<OutboundRequest> {
  const url = readUrl(input instanceof Request ? input.url : String(input));
  const { method, headers, body } = new Request(
    input instanceof Request ? input : PLACEHOLDER,
    init,
  );
  return {
    url,
    method,
    headers,
    body: body === null ? undefined : new Uint8Array(await new Response(body).arrayBuffer()),
  };
}

/** A signal that also ends after a time, and a function that stops the clock. */
function limit(
  outer: AbortSignal | undefined,
  timeoutMs: number,
  late: OutboundError,
): { signal: AbortSignal; end: () => void } {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(late), timeoutMs).unref();
  const signal = outer === undefined ? clock.signal : AbortSignal.any([outer, clock.signal]);
  return { signal, end: () => clearTimeout(timer) };
}

/** A name server that never answers must not outlast the request. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const handleAbort = () => reject(signal.reason);
  signal.addEventListener("abort", handleAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", handleAbort);
  }
}

function withoutAbsent(init: OutboundInit): OutboundBounds {
  const { allow, timeoutMs, silenceMs, maxBytes, maxRedirects } = init;
  const given = Object.entries({ allow, timeoutMs, silenceMs, maxBytes, maxRedirects });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
