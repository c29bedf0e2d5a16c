import type { Context } from "@minato/kit";
import "@minato/system/context";
import { countSourceOutcomes } from "@minato/torrents/list-source-activity";
import { Counter, Gauge } from "prom-client";

import { loadChangeLog, loadIndexCounts } from "./index-stats.ts";

/** Registers what the index holds and what sources send; called once for each process. */
export function registerIndexMetrics(ctx: Context): void {
  const registers = [ctx.metrics];
  void new Gauge({
    name: "minato_torrents",
    help: "Torrents in the index",
    registers,
    async collect() {
      this.set((await loadIndexCounts(ctx)).torrents);
    },
  });
  void new Gauge({
    name: "minato_torrents_pending_classification",
    help: "Torrents whose name has not been read yet",
    registers,
    async collect() {
      this.set((await loadIndexCounts(ctx)).pendingClassification);
    },
  });
  void new Gauge({
    name: "minato_change_log_entries",
    help: "Entries in the log of changes",
    registers,
    async collect() {
      this.set((await loadChangeLog(ctx)).entries);
    },
  });
  void new Gauge({
    name: "minato_change_log_newest_id",
    help: "Number of the newest change that followers may read",
    registers,
    async collect() {
      this.set((await loadChangeLog(ctx)).newestId ?? 0);
    },
  });
  void new Counter({
    name: "minato_ingest_records_total",
    help: "Records by source and outcome, of all processes since the source's first",
    labelNames: ["source", "outcome"],
    registers,
    async collect() {
      const counts = await ctx.figures.get("index.outcomes", () => countSourceOutcomes(ctx));
      this.reset();
      for (const { source, outcome, records } of counts) this.inc({ source, outcome }, records);
    },
  });
}
