import { parentPort, workerData } from "node:worker_threads";

import { IndexWriter, type WriterOptions } from "../index-writer.ts";
import type { Operation } from "../operations.ts";
import { SearchIndexError } from "../search-index-error.ts";
import type { Snapshot } from "../segment.ts";
import { BackgroundMerges } from "./background-merges.ts";
import { answerCalls } from "./calls.ts";

// Started by `createSearchIndex`.
const port = parentPort!;
const writer = new IndexWriter(workerData as WriterOptions);
const merges = new BackgroundMerges(writer, announce, (mergeError) => {
  port.postMessage({ mergeError }, []);
});

answerCalls(port, {
  load() {
    try {
      writer.load();
    } catch (error) {
      if (!(error instanceof SearchIndexError)) throw error;
      return { meta: "", problem: { code: error.code, message: error.message } };
    }
    announce(writer.snapshot());
    merges.start();
    return { meta: writer.meta };
  },
  apply(operations: readonly Operation[]) {
    writer.apply(operations);
  },
  commit(meta: string | undefined) {
    announce(writer.commit(meta));
    merges.start();
  },
  async merge() {
    await merges.mergeEverything();
  },
  async settle() {
    await merges.settle();
  },
  beginRebuild() {
    writer.beginRebuild();
  },
  rebuildWith(operations: readonly Operation[]) {
    writer.rebuildWith(operations);
  },
  finishRebuild(meta: string) {
    announce(writer.finishRebuild(meta));
    merges.start();
  },
  abandonRebuild() {
    writer.abandonRebuild();
  },
  async close() {
    await merges.close();
    writer.close();
  },
});

function announce(snapshot: Snapshot): void {
  port.postMessage({ snapshot }, []);
}
