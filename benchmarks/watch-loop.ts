import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

import type { LoopDelay } from "./loop-delay.ts";

// Imported into a server before its own code; on SIGUSR2 tells how long its main loop was held up
// since the last time, and how much of it was the collection of garbage.
const file = process.env["WATCH_LOOP_FILE"];
if (isMainThread && file !== undefined) {
  const resolution = 1;
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  let pauses: number[] = [];
  let busyMax = 0;
  let { user, system } = process.threadCpuUsage();
  setInterval(() => {
    const now = process.threadCpuUsage();
    busyMax = Math.max(busyMax, now.user + now.system - user - system);
    ({ user, system } = now);
  }, resolution).unref();
  const note = (entries: readonly { duration: number }[]): void => {
    for (const { duration } of entries) pauses.push(duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ entryTypes: ["gc"] });
  writeFileSync(`${file}.pid`, String(process.pid));
  process.on("SIGUSR2", () => {
    const at = (percent: number): number => histogram.percentile(percent) / 1e6 - resolution;
    note(observer.takeRecords());
    const delay: LoopDelay = {
      p50: at(50),
      p99: at(99),
      p999: at(99.9),
      max: histogram.max / 1e6 - resolution,
      busyMax: busyMax / 1000,
      collections: pauses.length,
      collectingMs: pauses.reduce((sum, pause) => sum + pause, 0),
      longestCollection: Math.max(0, ...pauses),
    };
    histogram.reset();
    pauses = [];
    busyMax = 0;
    writeFileSync(file, JSON.stringify(delay));
  });
}
