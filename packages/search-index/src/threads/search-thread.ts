import { parentPort, workerData } from "node:worker_threads";

import { IndexReader } from "../index-reader.ts";
import type { SearchSchema } from "../schema.ts";
import { SearchIndexError } from "../search-index-error.ts";
import type { ListRequest, SearchRequest } from "../search-request.ts";
import type { Snapshot } from "../segment.ts";
import type { SuggestRequest } from "../suggest.ts";
import { answerCalls } from "./calls.ts";
import { LeftSegments } from "./left-segments.ts";

/** What a search thread starts with; a state of the index, which this would keep for good, follows. */
export interface SearchThreadData {
  schema: SearchSchema;
  /** In its only element the number of the search that was cancelled last. */
  cancelled: Int32Array;
}

// Started by `createSearchPool`.
const port = parentPort!;
const { schema, cancelled } = workerData as SearchThreadData;
let current = 0;

const reader = new IndexReader({ version: 0, schema, segments: [] }, () => {
  if (Atomics.load(cancelled, 0) === current) {
    throw new SearchIndexError("ABORTED", "the search was cancelled");
  }
});

const left = new LeftSegments();

port.on("message", (message: { snapshot?: Snapshot }) => {
  if (message.snapshot === undefined) return;
  reader.update(message.snapshot);
  left.moveTo(message.snapshot);
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
