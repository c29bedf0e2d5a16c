/** A thread for tests: a chunk "wreck" ends it, any other body is taken in unread. */
import { parentPort } from "node:worker_threads";

import { ThreadCalls } from "@minato/kit/thread-calls";

import type { IngestResult } from "../ingest-record.ts";
import type { ProcessMethods, ThreadMethods } from "./methods.ts";

if (parentPort === null) throw new Error("this module runs in a worker thread");
const ends = new Map<number, (result: IngestResult) => void>();
const RESULT = { received: 0, inserted: 0, updated: 0, unchanged: 0, blocked: 0, rejected: 0 };

const methods: ThreadMethods = {
  take: ({ body }) => new Promise((resolve) => ends.set(body, resolve)),
  takeRecords: async () => ({ ...RESULT, errors: [] }),
  feed: async ({ bytes }) => {
    if (Buffer.from(bytes).toString() === "wreck") process.exit(3);
  },
  finish: (body) => ends.get(body)?.({ ...RESULT, errors: [] }),
  breakOff: () => undefined,
  query: async () => ({ rows: [], rowCount: 0 }),
  close: async () => undefined,
};
void new ThreadCalls<ProcessMethods>(parentPort, methods);
