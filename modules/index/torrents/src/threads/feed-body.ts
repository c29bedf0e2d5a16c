import type { Readable } from "node:stream";

import type { ThreadCalls } from "@minato/kit/thread-calls";

import type { ThreadMethods } from "./methods.ts";

/** What the thread has not taken yet of a body; a slow database makes the sender wait. */
const MAX_AHEAD_BYTES = 1024 * 1024;

/**
 * Passes a body on to the thread until its end, or until its outcome is known before that; what is
 * left stays in the stream. The memory of the chunks goes with them, as collecting the garbage of a
 * flood of bytes would hold up the main loop.
 * @throws whatever the stream breaks off with
 */
export function feedBody(
  calls: ThreadCalls<ThreadMethods>,
  body: number,
  stream: Readable,
  outcome: Promise<unknown>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let ahead = 0;
    let isOver = false;
    const leave = (): boolean => {
      if (isOver) return false;
      isOver = true;
      stream.off("data", pass).off("end", finish).off("close", breakOff).pause();
      return true;
    };
    const pass = (chunk: Uint8Array) => {
      const bytes = ownMemory(chunk);
      const { length } = bytes;
      ahead += length;
      if (ahead >= MAX_AHEAD_BYTES) stream.pause();
      const taken = () => {
        ahead -= length;
        if (!isOver && ahead < MAX_AHEAD_BYTES) stream.resume();
      };
      // Whether it fails is told by the outcome.
      calls.call("feed", { body, bytes }, [bytes.buffer]).then(taken, taken);
    };
    const stop = () => {
      if (leave()) resolve();
    };
    const finish = () => {
      if (!leave()) return;
      calls.tell("finish", body);
      resolve();
    };
    const fail = (cause: unknown) => {
      if (!leave()) return;
      calls.tell("breakOff", body);
      // What is under way is written or rolled back before the failure is answered.
      const refuse = () => reject(cause);
      outcome.then(refuse, refuse);
    };
    const breakOff = () => fail(stream.errored ?? new Error("the body broke off"));
    outcome.then(stop, stop);
    // It keeps listening for errors: nobody else does once the body is left.
    stream.on("data", pass).on("end", finish).on("error", fail).on("close", breakOff);
    if (stream.readableEnded) finish();
    else if (stream.destroyed) breakOff();
  });
}

/** Small chunks share their memory with others, which must stay. */
function ownMemory(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = chunk;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(chunk);
}
