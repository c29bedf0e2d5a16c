import { setTimeout as sleep } from "node:timers/promises";

const QUIET_AFTER_MS = 300;
const MAX_WAIT_MS = 2000;
const STEP_MS = 50;

/**
 * Lets work behind ingest step back while records pour in: they share two cores on a small machine,
 * and a backlog that is worked off later costs nobody anything.
 */
export class IngestPressure {
  #writing = 0;
  #lastBatchAt = Number.NEGATIVE_INFINITY;

  /** Notes that a full batch is being written, of which there may be more, until what it gives is called. */
  begin(): () => void {
    this.#writing += 1;
    return () => {
      this.#writing -= 1;
      this.#lastBatchAt = performance.now();
    };
  }

  /** Writes a full batch. */
  async during<T>(write: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await write();
    } finally {
      end();
    }
  }

  /**
   * Resolves when no batch is being written and none was for a moment, after two seconds at the
   * latest. Looking at the moment alone would take a slow ingest for a quiet one.
   */
  async ease(signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + MAX_WAIT_MS;
    while (this.#writing > 0 || performance.now() - this.#lastBatchAt < QUIET_AFTER_MS) {
      if (performance.now() >= deadline) return;
      await sleep(STEP_MS, undefined, { signal });
    }
  }
}
