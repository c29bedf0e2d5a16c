import { AppError } from "./app-error.ts";

/**
 * The request with a body that is known to be no longer than this: by its length, or, where it
 * comes in chunks, because it was read that far.
 * @throws {AppError} PAYLOAD_TOO_LARGE
 */
export async function boundBody(request: Request, maxBytes: number): Promise<Request> {
  const { headers, method, url } = request;
  if (Number(headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const hasKnownLength = headers.has("content-length") && !headers.has("transfer-encoding");
  if (hasKnownLength || request.body === null) return request;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    parts.push(part);
  }
  const mayHaveBody = method !== "GET" && method !== "HEAD";
  return new Request(url, {
    method,
    headers,
    ...(mayHaveBody ? { body: Buffer.concat(parts) } : {}),
  });
}

function tooLarge(maxBytes: number): AppError {
  return new AppError("PAYLOAD_TOO_LARGE", `At most ${maxBytes} bytes are accepted here`);
}
