import type { Readable } from "node:stream";

const DRAIN_MS = 1000;
const DRAIN_BYTES = 64 * 1024 * 1024;

/**
 * Reads and drops what is left of a body whose records are no longer wanted, for a second at most:
 * a client that still sends would not read the answer, and the connection could not be used again.
 */
export function drainBody(body: Readable): Promise<void> {
  if (body.readableEnded || body.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let length = 0;
    const drop = (chunk: Uint8Array) => {
      length += chunk.length;
      if (length >= DRAIN_BYTES) end();
    };
    const end = () => {
      clearTimeout(timeout);
      body.off("data", drop).pause();
      resolve();
    };
    const timeout = setTimeout(end, DRAIN_MS);
    // When the client went away there is nobody to tell.
    body.on("data", drop).once("end", end).once("error", end).once("close", end).resume();
  });
}
