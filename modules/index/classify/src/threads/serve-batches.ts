import { parentPort, workerData } from "node:worker_threads";

import { TORRENT_CELL, TURN_CELL, type Batch, type BatchEnd, type ThreadInput } from "./batch.ts";

/** Publishes which torrent is being read, so that the process sees it even while that hangs. */
export type NoteTorrent = (torrentId: number) => void;

/** Classifies the batches that the process sends to this thread; several can be under way. */
export function serveBatches(
  start: (connectionString: string) => (batch: Batch, note: NoteTorrent) => Promise<void>,
): void {
  const port = parentPort;
  if (port === null) throw new Error("serveBatches runs in a worker thread");
  // The process is the only one that starts this thread, so the shape is known.
  const { connectionString, progress } = workerData as ThreadInput;
  const cells = new Int32Array(progress);
  const note: NoteTorrent = (torrentId) => {
    Atomics.store(cells, TORRENT_CELL, torrentId);
    Atomics.add(cells, TURN_CELL, 1);
  };
  const classify = start(connectionString);
  const work = async (batch: Batch): Promise<BatchEnd> => {
    try {
      await classify(batch, note);
      return { number: batch.number };
    } catch (failure) {
      return { number: batch.number, failure };
    } finally {
      note(0);
    }
  };
  port.on("message", async (batch: Batch) => {
    const end = await work(batch);
    port.postMessage(end);
  });
}
