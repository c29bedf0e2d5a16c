/** NDJSON and plain lists: one value a line, UTF-8. */

const NEWLINE = 0x0a;

/** Stands for a line that is longer than allowed. */
export const OVERLONG_LINE = Symbol("overlong line");

/**
 * Splits a stream of bytes into lines without their ends. Holds one line at most: of a longer one
 * than `maxBytes` only the symbol arrives.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string | typeof OVERLONG_LINE> {
  let rest: Buffer[] = [];
  let restLength = 0;
  /** The line that ends in the chunk between two places. */
  const take = (chunk: Buffer, start: number, end: number): string | typeof OVERLONG_LINE => {
    const isOverlong = restLength + end - start > maxBytes;
    if (restLength === 0) return isOverlong ? OVERLONG_LINE : chunk.toString("utf8", start, end);
    const last = chunk.subarray(start, end);
    const line = isOverlong ? OVERLONG_LINE : Buffer.concat([...rest, last]).toString();
    rest = [];
    restLength = 0;
    return line;
  };
  for await (const bytes of chunks) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield take(chunk, start, end);
      start = end + 1;
    }
    restLength += chunk.length - start;
    if (restLength > maxBytes) rest = [];
    else if (start < chunk.length) rest.push(Buffer.from(chunk.subarray(start)));
  }
  if (restLength > 0) yield take(Buffer.alloc(0), 0, 0);
}
