import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { cloneDatabase, connect } from "@minato/database";
import { parseEnvironment, type Context, type Job, type Module } from "@minato/kit";
import { createOutboundFetch } from "@minato/outbound";
import { createContext, type ContextParts } from "@minato/server/create-context";
import pino from "pino";
import { inject } from "vitest";

/** A context over a fresh copy of the migrated database. */
export interface TestContext {
  ctx: Context;
  /** Jobs that were sent, in order; nothing runs them but `runJobs`. */
  sent: { job: Job; data: unknown }[];
  /** Runs every job sent so far, and those that these send. */
  runJobs: () => Promise<void>;
  close: () => Promise<void>;
}

/** What a test replaces. The network is this machine too unless told. */
export interface TestContextOptions extends Partial<
  Pick<ContextParts, "now" | "random" | "fetch" | "config">
> {
  /** The modules whose parts and listeners the context has; none unless told. */
  modules?: readonly Module[];
  /** Environment variables beside the data directory; the database searches unless told. */
  variables?: Record<string, string>;
}

/** Gives a test its own copy of the migrated database, without any server or timer running. */
export async function createTestContext(options: TestContextOptions = {}): Promise<TestContext> {
  const { modules = [], variables = {}, ...replaced } = options;
  const dataDir = await mkdtemp(path.join(tmpdir(), "minato-data-"));
  const database = await cloneDatabase(inject("adminUrl"), inject("templateDatabase"));
  const db = await connect(database.url, { max: 8 });
  const sent: TestContext["sent"] = [];
  const owned = await createContext({
    env: parseEnvironment({
      DATA_DIR: dataDir,
      LOG_LEVEL: "silent",
      SEARCH_URL: "postgres:",
      ...variables,
    }),
    log: pino({ level: "silent" }),
    db,
    modules,
    config: (settings) => settings.schema.parse({}),
    fetch: createOutboundFetch({ allow: "any" }),
    send: async (job, data) => {
      sent.push({ job: job as unknown as Job, data: job.data.parse(data) });
    },
    ...replaced,
  });
  return {
    ctx: owned.ctx,
    sent,
    async runJobs() {
      for (let next = sent.shift(); next !== undefined; next = sent.shift()) {
        await next.job.run(owned.ctx, next.data, AbortSignal.timeout(60_000));
      }
    },
    async close() {
      await owned.close();
      await db.$client.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
