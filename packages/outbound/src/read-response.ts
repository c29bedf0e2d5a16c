import type { IncomingMessage } from "node:http";
import { pipeline, Transform, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

import { OutboundError } from "./outbound-error.ts";

/** Statuses whose answers have no body (RFC 9110). */
const BODILESS = new Set([204, 205, 304]);

/** Headers that speak of the body as it was on the wire. */
const WIRE_HEADERS = new Set(["content-encoding", "content-length", "transfer-encoding"]);

/** What the body of an answer is bound by. */
export interface ResponseBounds {
  url: URL;
  /** Of the request. */
  method: string;
  maxBytes: number;
  signal: AbortSignal;
}

/**
 * An answer as a `Response` whose body is decompressed and fails with an `OutboundError` where it
 * exceeds a bound. Throws `OutboundError` for an impossible head.
 */
export function readResponse(message: IncomingMessage, bounds: ResponseBounds): Response {
  const { statusCode: status = 0 } = message;
  if (status < 200 || status > 599) {
    message.destroy();
    throw new OutboundError("MALFORMED", `${bounds.url.host} answered with status ${status}`);
  }
  const encoding = (message.headers["content-encoding"] ?? "").trim().toLowerCase();
  const hasBody = !BODILESS.has(status) && bounds.method !== "HEAD";
  const announced = Number(message.headers["content-length"] ?? 0);
  if (hasBody && announced > bounds.maxBytes) {
    message.destroy();
    throw tooLarge(bounds);
  }
  const headers = new Headers();
  for (let at = 0; at + 1 < message.rawHeaders.length; at += 2) {
    const [name = "", value = ""] = message.rawHeaders.slice(at, at + 2);
    const isWire =
      encoding !== "" && encoding !== "identity" && WIRE_HEADERS.has(name.toLowerCase());
    if (!isWire) headers.append(name, value);
  }
  if (!hasBody) message.resume();
  const body = hasBody ? readBody(message, encoding, bounds) : null;
  const response = new Response(body, { status, headers });
  // `Response` has no other way to say where a chain of redirects ended.
  Object.defineProperty(response, "url", { value: bounds.url.href });
  return response;
}

function readBody(
  message: IncomingMessage,
  encoding: string,
  bounds: ResponseBounds,
): ReadableStream<Uint8Array> {
  const decoder = createDecoder(encoding, bounds);
  const counter = createCounter(bounds);
  const parts = decoder === undefined ? [message, counter] : [message, decoder, counter];
  // Ends every part with the first failure; the reader gets it through the last one.
  pipeline(parts, () => undefined);
  return toStream(counter, bounds);
}

function createDecoder(encoding: string, { url }: ResponseBounds): Transform | undefined {
  switch (encoding) {
    case "":
    case "identity":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new OutboundError("MALFORMED", `${url.host} answered in the encoding ${encoding}`);
  }
}

/** Lets no more than `maxBytes` pass. */
function createCounter(bounds: ResponseBounds): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _, callback) {
      length += chunk.length;
      if (length > bounds.maxBytes) callback(tooLarge(bounds));
      else callback(null, chunk);
    },
  });
}

/** Whoever cancels it closes the connection. */
function toStream(source: Readable, { url, signal }: ResponseBounds): ReadableStream<Uint8Array> {
  const chunks = source.iterator({ destroyOnReturn: true });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          // A readable that is no object stream yields buffers.
          const step = (await chunks.next()) as IteratorResult<Buffer>;
          if (step.done === true) controller.close();
          else controller.enqueue(new Uint8Array(step.value));
        } catch (error) {
          controller.error(signal.aborted ? signal.reason : toBodyError(error, url));
        }
      },
      async cancel() {
        source.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

function toBodyError(error: unknown, url: URL): OutboundError {
  if (error instanceof OutboundError) return error;
  const isCompressed = (error as NodeJS.ErrnoException).code?.startsWith("Z_") === true;
  return isCompressed
    ? new OutboundError("MALFORMED", `${url.host} answered with broken compression`, {
        cause: error,
      })
    : new OutboundError("UNREACHABLE", `the answer of ${url.host} broke off`, { cause: error });
}

function tooLarge({ url, maxBytes }: ResponseBounds): OutboundError {
  return new OutboundError("TOO_LARGE", `expected at most ${maxBytes} bytes from ${url.host}`);
}
