import { AppError } from "@minato/kit";

const MEBIBYTE = 1024 * 1024;

/** Reads a whole body of at most `maxBytes`; a longer one is refused with `PAYLOAD_TOO_LARGE`. */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppError(
      "PAYLOAD_TOO_LARGE",
      `The body is larger than ${Math.floor(maxBytes / MEBIBYTE)} MiB; send NDJSON to stream more`,
    );
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  // Cancelling the stream would cut the connection before the refusal is sent.
  for await (const part of request.body?.values({ preventCancel: true }) ?? []) {
    length += part.length;
    if (length <= maxBytes) parts.push(part);
    else parts.length = 0;
    // What is a little too long is read to its end, so that the connection can be used again.
    if (length > maxBytes * 2) throw tooLarge();
  }
  if (length > maxBytes) throw tooLarge();
  return Buffer.concat(parts, length);
}
