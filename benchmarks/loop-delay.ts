import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds by which the main loop of a server was late. */
export interface LoopDelay {
  p50: number;
  p99: number;
  p999: number;
  max: number;
  /**
   * Processor time that the main thread took at most between two turns: unlike the delay it does not
   * grow when other programs have the processors.
   */
  busyMax: number;
  /** Collections of garbage in that time, all of them and the longest in milliseconds. */
  collections: number;
  collectingMs: number;
  longestCollection: number;
}

const LIMIT_MS = 5000;
const STEP_MS = 5;

/** Watches the main loop of a server that is started with what it gives. */
export class LoopWatch {
  readonly #file: string;

  /** Takes a directory for its file. */
  constructor(directory: string) {
    this.#file = path.join(directory, "loop-delay.json");
  }

  /** The environment that the server is to be started with. */
  get environment(): Record<string, string> {
    const watcher = path.join(import.meta.dirname, "watch-loop.ts");
    return { NODE_OPTIONS: `--import=${watcher}`, WATCH_LOOP_FILE: this.#file };
  }

  /** The delays since the last time it was asked. */
  async take(): Promise<LoopDelay> {
    const pid = Number(readFileSync(`${this.#file}.pid`, "utf8"));
    rmSync(this.#file, { force: true });
    process.kill(pid, "SIGUSR2");
    for (let waited = 0; waited < LIMIT_MS; waited += STEP_MS) {
      await sleep(STEP_MS);
      const text = existsSync(this.#file) ? readFileSync(this.#file, "utf8") : "";
      // Written by `watch-loop.ts`.
      if (text.endsWith("}")) return JSON.parse(text) as LoopDelay;
    }
    throw new Error(`the server did not tell its delays in ${LIMIT_MS} ms`);
  }
}

/** A figure with one decimal place. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
