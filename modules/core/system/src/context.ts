import type { Registry } from "prom-client";

import type { Figures } from "./figures.ts";
import type { JobQueue } from "./job-queue.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly jobs: JobQueue;
    /** Where modules register what `/metrics` shows. */
    readonly metrics: Registry;
    /** Figures that several readers share. */
    readonly figures: Figures;
  }
}
