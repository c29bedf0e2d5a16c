import { parentPort, workerData } from "node:worker_threads";

import { IndexReader } from "../index-reader.ts";
import { SearchIndexError } from "../search-index-error.ts";
import type { ListRequest, SearchRequest } from "../search-request.ts";
import type { Snapshot } from "../segment.ts";
import type { SuggestRequest } from "../suggest.ts";
import { answerCalls } from "./calls.ts";

/** What a search thread starts with. */
export interface SearchThreadData {
  snapshot: Snapshot;
  /** In its only element the number of the search that was cancelled last. */
  cancelled: Int32Array;
}

// Started by `createSearchPool`.
const port = parentPort!;
const { snapshot, cancelled } = workerData as SearchThreadData;
let current = 0;

const reader = new IndexReader(snapshot, () => {
  if (Atomics.load(cancelled, 0) === current) {
    throw new SearchIndexError("ABORTED", "the search was cancelled");
  }
});

port.on("message", (message: { snapshot?: Snapshot }) => {
  if (message.snapshot !== undefined) reader.update(message.snapshot);
});

answerCalls(port, {
  ready() {},
  search({ job, request }: { job: number; request: SearchRequest }) {
    current = job;
    return reader.search(request);
  },
  list({ job, request }: { job: number; request: ListRequest }) {
    current = job;
    return reader.list(request);
  },
  suggest({ job, request }: { job: number; request: SuggestRequest }) {
    current = job;
    return reader.suggest(request);
  },
});
