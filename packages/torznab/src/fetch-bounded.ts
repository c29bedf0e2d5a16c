/** HTTP to other servers with bounds on time, size and redirects. */

import { TorznabError } from "./torznab-error.ts";

/** Bounds of a request. */
export interface FetchBounds {
  readonly fetch: typeof fetch;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** Where a chain of redirects ended: at an answer, or at a magnet link. */
export type FetchResult =
  | { readonly magnetUrl: string }
  | { readonly response: Response; readonly url: URL };

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Follows redirects by hand, since one may lead to a magnet link. Throws `TorznabError`. */
export async function fetchFollowing(
  start: URL,
  accept: string,
  bounds: FetchBounds,
  signal: AbortSignal,
): Promise<FetchResult> {
  let url = start;
  for (let count = 0; count <= MAX_REDIRECTS; count += 1) {
    const response = await send(url, accept, bounds, signal);
    if (!REDIRECTS.has(response.status)) return { response, url };
    const location = response.headers.get("location")?.trim() ?? "";
    await response.body?.cancel();
    if (/^magnet:\?/i.test(location)) return { magnetUrl: location };
    if (!URL.canParse(location, url.href)) {
      throw new TorznabError("malformed", `${url.host} redirects to nowhere`);
    }
    url = new URL(location, url);
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      throw new TorznabError("malformed", `${start.host} redirects to ${url.protocol}`);
    }
  }
  throw new TorznabError("malformed", `${start.host} redirects more than ${MAX_REDIRECTS} times`);
}

/** The pieces of a body. Throws `TorznabError` when there is more than `maxBytes`. */
export async function* readBody(
  response: Response,
  { maxBytes }: FetchBounds,
): AsyncGenerator<Uint8Array> {
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLong(maxBytes);
  }
  let length = 0;
  try {
    for await (const piece of response.body ?? []) {
      length += piece.length;
      if (length > maxBytes) throw tooLong(maxBytes);
      yield piece;
    }
  } catch (error) {
    if (error instanceof TorznabError) throw error;
    throw new TorznabError("unreachable", "the answer broke off", { cause: error });
  }
}

/** A body as text, in the encoding that its header or its declaration names. */
export async function* readText(response: Response, bounds: FetchBounds): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const piece of readBody(response, bounds)) {
    decoder ??= createDecoder(response.headers.get("content-type") ?? "", piece);
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

async function send(
  url: URL,
  accept: string,
  { fetch: doFetch, userAgent }: FetchBounds,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await doFetch(url, {
      headers: { accept, "user-agent": userAgent },
      redirect: "manual",
      signal,
    });
  } catch (error) {
    const why =
      error instanceof Error && error.name === "TimeoutError" ? "took too long" : "failed";
    throw new TorznabError("unreachable", `a request to ${url.host} ${why}`, { cause: error });
  }
}

function createDecoder(contentType: string, start: Uint8Array): TextDecoder {
  const head = new TextDecoder("latin1").decode(start.subarray(0, 200));
  const declared =
    /^\s*<\?xml[^>]*encoding=["']([\w.:-]{1,40})["']/.exec(head)?.[1] ??
    /charset=["']?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(declared ?? "utf-8");
  } catch (error) {
    // An encoding nobody knows: most that say so are UTF-8 all the same.
    if (error instanceof RangeError) return new TextDecoder();
    throw error;
  }
}

function tooLong(maxBytes: number): TorznabError {
  return new TorznabError("malformed", `expected at most ${maxBytes} bytes`);
}
