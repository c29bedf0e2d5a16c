import { parentPort, workerData } from "node:worker_threads";

import { Blocklist } from "@minato/blocklist/blocklist";
import { PrefixSet } from "@minato/blocklist/prefix-set";
import { openPool } from "@minato/database/open-pool";
import { ThreadCalls } from "@minato/kit/thread-calls";
import { packError } from "@minato/kit/thread-error";

import { ingestBody } from "../ingest-body.ts";
import type { IngestContext } from "../ingest-context.ts";
import { ingestTorrents } from "../ingest-torrents.ts";
import { NameIds } from "../name-ids.ts";
import { SourceTally } from "../source-tally.ts";
import { BodyChunks } from "./body-chunks.ts";
import type { ProcessMethods, ThreadInput, ThreadMethods } from "./methods.ts";
import { createThreadFollowUps } from "./thread-follow-ups.ts";

/** Two batches of a body are written at once; several bodies take turns. */
const CONNECTIONS = 4;
/** With more blocks of its own the thread looks at the memory of the process again. */
const MAX_FURTHER_BLOCKS = 100_000;

const port = parentPort;
if (port === null) throw new Error("this module runs in a worker thread");
// The process is the only one that starts this thread, so the shape is known.
const { connectionString, defaultTerms } = workerData as ThreadInput;

const bodies = new Map<number, BodyChunks>();
const methods: ThreadMethods = {
  async take({ body, ...request }) {
    const chunks = new BodyChunks();
    bodies.set(body, chunks);
    try {
      return await ingestBody(ctx, request, chunks);
    } finally {
      bodies.delete(body);
      chunks.close();
    }
  },
  takeRecords: ({ records, sourceName }) => ingestTorrents(ctx, records, { sourceName }),
  feed: async ({ body, bytes }) => bodies.get(body)?.add(bytes),
  finish: (body) => bodies.get(body)?.finish(),
  breakOff: (body) => bodies.get(body)?.fail(new Error("the body broke off")),
  query: (statement) => query(statement),
  async close() {
    await blocklist.close();
    await pool.end();
  },
};
const calls = new ThreadCalls<ProcessMethods>(port, methods);

const log = {
  warn: ({ err }: { err: unknown }, message: string) =>
    calls.tell("warn", { message, error: packError(err) }),
};
const now = () => new Date();
const pool = openPool(connectionString, { max: CONNECTIONS, applicationName: "minato-ingest" });
const { followUps, query } = createThreadFollowUps(calls);
const blocklist = new Blocklist({ db: { $client: pool }, log, now }, defaultTerms, {
  load: async () => PrefixSet.fromRuns(await calls.call("shareBlocks", undefined)),
  maxFurther: MAX_FURTHER_BLOCKS,
});
blocklist.startPolling();

const ctx: IngestContext = {
  db: { $client: pool },
  now,
  blocklist,
  torrents: {
    sourceIds: new NameIds("sources", "name"),
    trackerIds: new NameIds("trackers", "url"),
    pressure: {
      async during(write) {
        calls.tell("press", true);
        try {
          return await write();
        } finally {
          calls.tell("press", false);
        }
      },
    },
    sourceActivity: {
      follow: (sourceName) =>
        new SourceTally((counts, reject) => calls.tell("count", { sourceName, counts, reject })),
    },
    followUps,
  },
};
