import { parentPort, workerData } from "node:worker_threads";

import type { ReleaseTitle } from "./release-title.ts";

/** Cell of the progress array with the index of the name being read, or one of the states. */
export const PROGRESS_INDEX = 0;
/** Cell of the progress array that changes with every name. */
export const PROGRESS_TURN = 1;
/** State of a worker that still loads its modules. */
export const STATE_STARTING = -2;
/** State of a worker that waits for names. */
export const STATE_IDLE = -1;

/** Answers are sent when this many names or milliseconds have gathered, whichever comes first. */
const FLUSH_NAMES = 64;
const FLUSH_MILLISECONDS = 20;

/** What the worker is started with. */
export interface WorkerInput {
  /** Two 32-bit cells: {@link PROGRESS_INDEX} and {@link PROGRESS_TURN}. */
  progress: SharedArrayBuffer;
}

/** Records of consecutive names of the batch under way. */
export interface WorkerAnswer {
  /** Index of the first record's name in the batch. */
  from: number;
  results: (ReleaseTitle | undefined)[];
  /** This was the last answer of the batch. */
  isDone: boolean;
}

/**
 * Reads every batch the parent sends and publishes in shared memory which name it is at, so that
 * the parent can tell a slow name even while this thread is inside a regular expression. What
 * `parse` throws ends the worker; the parent learns the cause and the name.
 */
export function serveNames(parse: (name: string) => ReleaseTitle | undefined): void {
  const port = parentPort;
  if (!port) throw new Error("serveNames runs in a worker thread");
  // The parent is the only one that starts this worker, so the shape is known.
  const progress = new Int32Array((workerData as WorkerInput).progress);
  port.on("message", (names: readonly string[]) => {
    readBatch(names, parse, progress, (answer) => port.postMessage(answer));
  });
  Atomics.store(progress, PROGRESS_INDEX, STATE_IDLE);
}

function readBatch(
  names: readonly string[],
  parse: (name: string) => ReleaseTitle | undefined,
  progress: Int32Array,
  send: (answer: WorkerAnswer) => void,
): void {
  let results: (ReleaseTitle | undefined)[] = [];
  let sentAt = performance.now();
  for (const [index, name] of names.entries()) {
    Atomics.store(progress, PROGRESS_INDEX, index);
    Atomics.add(progress, PROGRESS_TURN, 1);
    results.push(parse(name));
    const now = performance.now();
    if (results.length < FLUSH_NAMES && now - sentAt < FLUSH_MILLISECONDS) continue;
    send({ from: index + 1 - results.length, results, isDone: false });
    results = [];
    sentAt = now;
  }
  Atomics.store(progress, PROGRESS_INDEX, STATE_IDLE);
  send({ from: names.length - results.length, results, isDone: true });
}
