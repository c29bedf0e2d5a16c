import { setTimeout as sleep } from "node:timers/promises";

import type { Feed, FeedTarget } from "@minato/search-index";

import { generateRecord } from "./corpus.ts";
import { toDocument } from "./search-schema.ts";

/** What is told when everything is in the index. */
export const FILLED = "filled";

/** Documents of a commit, about as many as come in within a second; those before are put once more. */
const BATCH = 5000;
const SLICE = 500;
const PAUSE_MS = 20;

/** Fills an index by and by as a server does: each record when it comes in, and when its name is read. */
export function startFeed(index: FeedTarget, data: unknown): Feed {
  const stop = new AbortController();
  // Given by the benchmark.
  const filling = fill(index, data as number, stop.signal);
  return {
    receive() {},
    async close() {
      stop.abort();
      await filling;
    },
  };
}

async function fill(index: FeedTarget, count: number, signal: AbortSignal): Promise<void> {
  for (let from = 0; from < count && !signal.aborted; from += BATCH) {
    put(index, from, Math.min(count, from + BATCH));
    put(index, Math.max(0, from - BATCH), from);
    index.commit(String(from));
    await sleep(PAUSE_MS);
  }
  index.post(FILLED);
}

function put(index: FeedTarget, from: number, to: number): void {
  for (let first = from; first < to; first += SLICE) {
    const ids = Array.from({ length: Math.min(SLICE, to - first) }, (_, at) => first + at);
    index.apply(
      ids.map((id) => {
        const record = generateRecord(id, { filesPerTorrent: 0 });
        return { kind: "put", document: toDocument(id, record, false) };
      }),
    );
  }
}
