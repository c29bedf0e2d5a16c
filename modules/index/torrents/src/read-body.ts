import { AppError } from "@minato/kit/app-error";

const MEBIBYTE = 1024 * 1024;

/**
 * Reads the whole body of a request.
 * @throws {AppError} PAYLOAD_TOO_LARGE when it is longer than `maxBytes`
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  assertLength(Number(request.headers.get("content-length") ?? 0), maxBytes);
  // Cancelling the stream would cut the connection before the refusal is sent.
  return joinChunks(request.body?.values({ preventCancel: true }) ?? [], maxBytes);
}

/**
 * Joins the chunks of a body.
 * @throws {AppError} PAYLOAD_TOO_LARGE when they are longer than `maxBytes`
 */
export async function joinChunks(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length <= maxBytes) parts.push(part);
    else parts.length = 0;
    // What is a little too long is read to its end, so that the connection can be used again.
    assertLength(length, maxBytes * 2, maxBytes);
  }
  assertLength(length, maxBytes);
  return Buffer.concat(parts, length);
}

/**
 * Refuses a body that is longer than the limit, which the refusal may put lower.
 * @throws {AppError} PAYLOAD_TOO_LARGE
 */
export function assertLength(bytes: number, maxBytes: number, toldBytes = maxBytes): void {
  if (bytes <= maxBytes) return;
  const limit = Math.floor(toldBytes / MEBIBYTE);
  throw new AppError(
    "PAYLOAD_TOO_LARGE",
    `The body is larger than ${limit} MiB; send NDJSON to stream more`,
  );
}
