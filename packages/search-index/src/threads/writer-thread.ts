import { parentPort, workerData } from "node:worker_threads";

import type { Feed, FeedOptions, FeedTarget, LoadProblem, StartFeed } from "../feed.ts";
import { IndexWriter, type WriterOptions } from "../index-writer.ts";
import type { Operation } from "../operations.ts";
import { SearchIndexError } from "../search-index-error.ts";
import type { Snapshot } from "../segment.ts";
import { BackgroundMerges } from "./background-merges.ts";
import { answerCalls } from "./calls.ts";
import { LeftSegments } from "./left-segments.ts";

// Started by `createSearchIndex`.
const port = parentPort!;
const { feed: feedOptions, ...options } = workerData as WriterOptions & { feed?: FeedOptions };
const writer = new IndexWriter(options);
const merges = new BackgroundMerges(writer, announce, reportMerge);
/** Those of the index that is being filled beside the old one. */
let rebuildMerges: BackgroundMerges | undefined;
let feed: Feed | undefined;
const left = new LeftSegments();

const methods = {
  async load() {
    const problem = tryLoad();
    const loaded = { meta: writer.meta, ...(problem === undefined ? {} : { problem }) };
    if (feedOptions !== undefined) await startFeed(feedOptions, problem);
    return loaded;
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
    rebuildMerges = new BackgroundMerges(writer.beginRebuild(), () => {}, reportMerge);
  },
  rebuildWith(operations: readonly Operation[]) {
    writer.rebuildWith(operations);
    rebuildMerges?.start();
  },
  /** The new index is merged before it is taken, while the old one goes on. */
  async finishRebuild(meta: string) {
    writer.commitRebuild();
    rebuildMerges?.start();
    await rebuildMerges?.settle();
    announce(writer.finishRebuild(meta));
    merges.start();
  },
  abandonRebuild() {
    // What is being merged for it is dropped when it is done.
    void rebuildMerges?.close();
    rebuildMerges = undefined;
    writer.abandonRebuild();
  },
  async close() {
    await feed?.close();
    await merges.close();
    await rebuildMerges?.close();
    writer.close();
  },
};

answerCalls(port, methods);

port.on("message", (message: { feedMessage?: unknown }) => {
  if (message.feedMessage !== undefined) feed?.receive(message.feedMessage);
});

function tryLoad(): LoadProblem | undefined {
  try {
    writer.load();
  } catch (error) {
    if (!(error instanceof SearchIndexError)) throw error;
    return { code: error.code, message: error.message };
  }
  announce(writer.snapshot());
  merges.start();
  return undefined;
}

async function startFeed(
  { module, data }: FeedOptions,
  problem: LoadProblem | undefined,
): Promise<void> {
  const target: FeedTarget = {
    meta: writer.meta,
    problem,
    apply: methods.apply,
    commit: (meta) => methods.commit(meta),
    beginRebuild() {
      methods.beginRebuild();
      return {
        apply: methods.rebuildWith,
        finish: async (meta = "") => methods.finishRebuild(meta),
        abandon: methods.abandonRebuild,
      };
    },
    post: (message) => port.postMessage({ fed: { message } }, []),
  };
  // What such a module exports is written at `StartFeed`.
  const imported = (await import(module)) as { startFeed: StartFeed };
  feed = imported.startFeed(target, data);
}

function announce(snapshot: Snapshot): void {
  port.postMessage({ snapshot }, []);
  left.moveTo(snapshot);
}

function reportMerge(mergeError: string): void {
  port.postMessage({ mergeError }, []);
}
