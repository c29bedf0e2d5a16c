import { setTimeout as sleep } from "node:timers/promises";

const QUIET_AFTER_MS = 300;
const MAX_WAIT_MS = 2000;
const STEP_MS = 50;

/**
 * Lets work behind ingest step back while records pour in: they share two cores on a small machine,
 * and a backlog that is worked off later costs nobody anything.
 */
export class IngestPressure {
  #lastBatchAt = Number.NEGATIVE_INFINITY;

  /** A batch was written. */
  note(): void {
    this.#lastBatchAt = performance.now();
  }

  /** Resolves when no batch was written for a moment, after two seconds at the latest. */
  async ease(signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + MAX_WAIT_MS;
    while (performance.now() - this.#lastBatchAt < QUIET_AFTER_MS) {
      if (performance.now() >= deadline) return;
      await sleep(STEP_MS, undefined, { signal });
    }
  }
}
