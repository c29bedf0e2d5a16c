import type { ThreadCalls } from "@minato/kit/thread-calls";

import type { ThreadMethods } from "./methods.ts";

/** What the thread has not taken yet of a body; a slow database makes the sender wait. */
const MAX_AHEAD_BYTES = 1024 * 1024;

/**
 * Passes a body on to the thread until its end, or until its outcome is known before that.
 * @throws whatever the stream breaks off with
 */
export async function feedBody(
  calls: ThreadCalls<ThreadMethods>,
  body: number,
  stream: ReadableStream<Uint8Array> | null,
  outcome: Promise<unknown>,
): Promise<void> {
  const reader = stream?.getReader();
  let isOver = false;
  let ahead = 0;
  let makeRoom: (() => void) | undefined;
  const stop = () => {
    isOver = true;
    // A pending read ends with this, and whoever drains the rest can begin.
    reader?.releaseLock();
    makeRoom?.();
  };
  outcome.then(stop, stop);
  const take = (length: number) => () => {
    ahead -= length;
    if (ahead < MAX_AHEAD_BYTES) makeRoom?.();
  };
  for (;;) {
    if (ahead >= MAX_AHEAD_BYTES) await new Promise<void>((resolve) => (makeRoom = resolve));
    if (isOver) return;
    const chunk = await reader?.read().catch(async (error: unknown) => {
      if (isOver) return undefined;
      calls.tell("breakOff", body);
      // What is under way is written or rolled back before the failure is answered.
      await outcome.catch(() => undefined);
      throw error;
    });
    if (chunk?.value === undefined) break;
    const bytes = ownMemory(chunk.value);
    const { length } = bytes;
    ahead += length;
    // Whether it fails is told by the outcome.
    calls.call("feed", { body, bytes }, [bytes.buffer]).then(take(length), take(length));
  }
  if (!isOver) calls.tell("finish", body);
}

/** Small chunks share their memory with others, which must stay. */
function ownMemory(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = chunk;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(chunk);
}
