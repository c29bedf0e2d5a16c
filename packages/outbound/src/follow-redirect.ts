import { OutboundError } from "./outbound-error.ts";
import type { OutboundRequest } from "./send-request.ts";

/** Headers that tell another origin nothing it should not know. */
const HARMLESS = new Set([
  "accept",
  "accept-language",
  "if-modified-since",
  "if-none-match",
  "range",
  "user-agent",
]);

/** Reads an address, relative to `base`. Throws `OutboundError` when it is no `http` or `https` URL. */
export function readUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base);
  if (url === null) throw new OutboundError("BAD_URL", "expected a URL");
  if (url.protocol === "http:" || url.protocol === "https:") return url;
  throw new OutboundError("BAD_URL", `expected http or https, got ${url.protocol.slice(0, -1)}`);
}

/**
 * The request that a redirect asks for (RFC 9110, section 15.4). Throws `OutboundError` when it
 * leads to no usable URL, or would carry a body to another origin.
 */
export function followRedirect(
  request: OutboundRequest,
  status: number,
  location: string,
): OutboundRequest {
  const url = readUrl(location, request.url);
  const { method } = request;
  const becomesGet = (status === 303 && method !== "HEAD") || (status < 303 && method === "POST");
  const isSameOrigin = url.origin === request.url.origin;
  const next = becomesGet
    ? { ...request, url, method: "GET", body: undefined }
    : { ...request, url };
  if (isSameOrigin && url.username === "") {
    url.username = request.url.username;
    url.password = request.url.password;
  }
  if (!isSameOrigin && next.body !== undefined) {
    throw new OutboundError(
      "REDIRECT",
      `${request.url.host} redirects what was sent to ${url.host}`,
    );
  }
  const headers = [...request.headers].filter(([name]) => {
    const isOfBody = name.startsWith("content-") && next.body === undefined;
    return !isOfBody && (isSameOrigin || HARMLESS.has(name));
  });
  return { ...next, headers: new Headers(headers) };
}
