import type { Registry } from "prom-client";

import type { Figures } from "./figures.ts";
import type { JobQueue } from "./job-queue.ts";
import type { LiveEvents } from "./live/live-events.ts";
import type { LogRing } from "./logs/log-ring.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly jobs: JobQueue;
    /** Where modules register what `/metrics` shows. */
    readonly metrics: Registry;
    /** Figures that several readers share. */
    readonly figures: Figures;
    /** Tells those who watch what changed. */
    readonly live: LiveEvents;
    /** The last lines of this process's log. */
    readonly logRing: LogRing;
    /** Of the product. */
    readonly version: string;
  }
}
