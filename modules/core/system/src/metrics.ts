import type { Context } from "@minato/kit";
import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";

import "./context.ts";
import { loadDatabaseStats } from "./database-stats.ts";
import { loadJobLatency } from "./job-latency.ts";
import { loadQueueDepths } from "./queue-depths.ts";

/** The largest tables are shown; the rest is noise. */
const MAX_TABLES = 30;

/** Registers what the process, its jobs and the database show; modules add their own. */
export function registerSystemMetrics(ctx: Context, registry: Registry): void {
  collectDefaultMetrics({ register: registry, prefix: "minato_" });
  registerJobMetrics(ctx, registry);
  registerDatabaseMetrics(ctx, registry);
}

function registerJobMetrics(ctx: Context, registry: Registry): void {
  const registers = [registry];
  const depths = () => ctx.figures.get("jobs.depths", () => loadQueueDepths(ctx));
  void new Gauge({
    name: "minato_jobs",
    help: "Jobs by queue and state",
    labelNames: ["queue", "state"],
    registers,
    async collect() {
      for (const { name: queue, waiting, running, failed } of await depths()) {
        this.set({ queue, state: "waiting" }, waiting);
        this.set({ queue, state: "running" }, running);
        this.set({ queue, state: "failed" }, failed);
      }
    },
  });
  void new Gauge({
    name: "minato_job_oldest_waiting_seconds",
    help: "Age of the oldest job that waits, by queue",
    labelNames: ["queue"],
    registers,
    async collect() {
      for (const { name: queue, oldestWaitingSeconds } of await depths()) {
        this.set({ queue }, oldestWaitingSeconds ?? 0);
      }
    },
  });
  void new Gauge({
    name: "minato_job_seconds",
    help: "How long jobs of the last hour waited and ran, by queue and quantile",
    labelNames: ["queue", "part", "quantile"],
    registers,
    async collect() {
      this.reset();
      for (const { queue, waitedMs, ranMs } of await loadJobLatency(ctx)) {
        for (const [part, { p50, p95 }] of Object.entries({ waited: waitedMs, ran: ranMs })) {
          this.set({ queue, part, quantile: "0.5" }, (p50 ?? 0) / 1000);
          this.set({ queue, part, quantile: "0.95" }, (p95 ?? 0) / 1000);
        }
      }
    },
  });
  void new Gauge({
    name: "minato_workers",
    help: "Processes that run jobs and were seen within 20 seconds",
    registers,
    async collect() {
      const { rows } = await ctx.db.$client.query<{ count: number }>(
        `select count(*)::int as count from workers
         where last_seen_at > now() - interval '20 seconds'`,
      );
      this.set(rows[0]?.count ?? 0);
    },
  });
}

function registerDatabaseMetrics(ctx: Context, registry: Registry): void {
  const registers = [registry];
  void new Gauge({
    name: "minato_database_bytes",
    help: "Size of the database with all indexes",
    registers,
    async collect() {
      this.set((await loadDatabaseStats(ctx)).bytes);
    },
  });
  void new Gauge({
    name: "minato_wal_bytes",
    help: "Size of the write-ahead log",
    registers,
    async collect() {
      const { walBytes } = await loadDatabaseStats(ctx);
      if (walBytes !== null) this.set(walBytes);
    },
  });
  void new Gauge({
    name: "minato_table_bytes",
    help: "Size of the largest tables with their indexes",
    labelNames: ["table"],
    registers,
    async collect() {
      this.reset();
      const { tables } = await loadDatabaseStats(ctx);
      for (const { name, bytes } of tables.slice(0, MAX_TABLES)) this.set({ table: name }, bytes);
    },
  });
  void new Gauge({
    name: "minato_table_dead_rows",
    help: "Rows of the largest tables that wait for vacuum",
    labelNames: ["table"],
    registers,
    async collect() {
      this.reset();
      const { tables } = await loadDatabaseStats(ctx);
      for (const { name, deadRows } of tables.slice(0, MAX_TABLES)) {
        this.set({ table: name }, deadRows);
      }
    },
  });
}
