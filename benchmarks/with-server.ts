import { createWriteStream, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { connect, type Database, startPostgres } from "@minato/database";

import type { CorpusOptions } from "./corpus.ts";
import { writeRecords } from "./generate.ts";
import { LoopWatch } from "./loop-delay.ts";
import { type BenchmarkServer, findPostgresDirectory, startServer } from "./start-server.ts";

/** A server of the benchmark's own, and its database opened beside it. */
export interface Bench {
  server: BenchmarkServer;
  db: Database;
  /** Of the server's main loop. */
  watch: LoopWatch;
  /** For files that are deleted at the end. */
  directory: string;
  /** Writes records as NDJSON into a file that is deleted at the end; answers its path. */
  write(from: number, count: number, options: CorpusOptions): Promise<string>;
}

/**
 * Starts a server for one measurement and takes it down afterwards.
 * @param keptDirectory a data directory to use, which stays afterwards
 * @param roles what the server does
 */
export async function withServer(
  measure: (bench: Bench) => Promise<void>,
  keptDirectory?: string,
  roles = "api,worker",
): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "minato-bench-records-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  const watch = new LoopWatch(directory);
  const server = await startServer(roles, { keptDirectory, variables: watch.environment });
  try {
    const postgres = await startPostgres({
      directory: await findPostgresDirectory(server.dataDirectory),
      share: true,
    });
    const db = await connect(postgres.url, { max: 2, applicationName: "minato-bench" });
    const write: Bench["write"] = async (from, count, options) => {
      const name = `${from}-${count}-${options.swarmSeed ?? 0}.ndjson`;
      const file = path.join(directory, name);
      await writeRecords(createWriteStream(file), from, count, options);
      return file;
    };
    await measure({ server, db, watch, directory, write }).finally(() => db.$client.end());
  } finally {
    await server.stop();
  }
}
