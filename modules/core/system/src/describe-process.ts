import { statfs } from "node:fs/promises";
import { availableParallelism, freemem, hostname, loadavg, totalmem } from "node:os";

import type { Context } from "@minato/kit";
import { z } from "zod";

import "./context.ts";

/** The process that answers, the machine it runs on and the database behind it. */
export const ProcessInfo = z.object({
  version: z.string().describe("Of Minato"),
  node: z.string(),
  process: z.string().describe("Host and process id"),
  platform: z.string(),
  roles: z.array(z.string()),
  startedAt: z.iso.datetime(),
  uptimeSeconds: z.int(),
  memory: z.object({
    residentBytes: z.int(),
    heapBytes: z.int(),
    sharedBytes: z.int().describe("Buffers outside of the heap, the search index among them"),
    machineBytes: z.int(),
    machineFreeBytes: z.int(),
  }),
  cores: z.int(),
  load: z.number().describe("Mean of the last minute; always 0 on Windows"),
  disk: z.object({ totalBytes: z.int(), freeBytes: z.int() }).describe("Where DATA_DIR is"),
  database: z.object({
    version: z.string(),
    isOwn: z.boolean().describe("Started by Minato itself"),
    connections: z.int().describe("Of everyone to this database"),
    startedAt: z.iso.datetime(),
  }),
});

/** The process that answers, the machine it runs on and the database behind it. */
export type ProcessInfo = z.output<typeof ProcessInfo>;

/** Name of this process, as the list of workers shows it. */
export const PROCESS_NAME = `${hostname()} ${process.pid}`;

/** Describes the process that answers. */
export async function describeProcess(ctx: Context, version: string): Promise<ProcessInfo> {
  const [disk, database] = await Promise.all([
    statfs(ctx.env.dataDir),
    ctx.db.$client.query<{ version: string; connections: number; startedAt: Date }>(
      `select current_setting('server_version') as version, pg_postmaster_start_time() as "startedAt",
         (select numbackends from pg_stat_database where datname = current_database()) as connections`,
    ),
  ]);
  const [row] = database.rows;
  if (row === undefined) throw new Error("expected one row about the database");
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const uptimeSeconds = Math.round(process.uptime());
  return {
    version,
    node: process.versions.node,
    process: PROCESS_NAME,
    platform: `${process.platform} ${process.arch}`,
    roles: [...ctx.env.roles],
    startedAt: new Date(ctx.now().getTime() - uptimeSeconds * 1000).toISOString(),
    uptimeSeconds,
    memory: {
      residentBytes: rss,
      heapBytes: heapUsed,
      sharedBytes: arrayBuffers,
      machineBytes: totalmem(),
      machineFreeBytes: freemem(),
    },
    cores: availableParallelism(),
    load: loadavg()[0] ?? 0,
    disk: { totalBytes: disk.blocks * disk.bsize, freeBytes: disk.bavail * disk.bsize },
    database: {
      version: row.version,
      isOwn: ctx.env.databaseUrl === undefined,
      connections: row.connections,
      startedAt: row.startedAt.toISOString(),
    },
  };
}
