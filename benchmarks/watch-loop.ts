import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

import type { LoopDelay } from "./loop-delay.ts";

// Imported into a server before its own code; on SIGUSR2 tells how long its main loop was held up
// since the last time.
const file = process.env["WATCH_LOOP_FILE"];
if (isMainThread && file !== undefined) {
  const resolution = 1;
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  writeFileSync(`${file}.pid`, String(process.pid));
  process.on("SIGUSR2", () => {
    const at = (percent: number): number => histogram.percentile(percent) / 1e6 - resolution;
    const delay: LoopDelay = {
      p50: at(50),
      p99: at(99),
      p999: at(99.9),
      max: histogram.max / 1e6 - resolution,
    };
    histogram.reset();
    writeFileSync(file, JSON.stringify(delay));
  });
}
