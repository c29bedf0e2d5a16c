/** Things to stop, in the order they were started. */
export class Shutdown {
  readonly #steps: (() => Promise<void>)[] = [];
  #running: Promise<void> | undefined;

  /** Adds something that `run` stops before all that was added earlier. */
  add(stop: () => Promise<void>): void {
    this.#steps.push(stop);
  }

  /**
   * Waits for something that is being started. When stopping begins meanwhile it is stopped as soon
   * as it has started, and the caller, who must not go on, gets an error.
   */
  async start<T>(starting: Promise<T>, stop: (started: T) => Promise<void>): Promise<T> {
    this.add(async () => {
      const [result] = await Promise.allSettled([starting]);
      if (result.status === "fulfilled") await stop(result.value);
    });
    const started = await starting;
    if (this.isRunning) throw new Error("told to stop while starting");
    return started;
  }

  /** True once stopping has begun. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Stops everything, the newest first; a failure does not keep the rest from stopping. */
  run(onError: (error: unknown) => void): Promise<void> {
    this.#running ??= this.#stopAll(onError);
    return this.#running;
  }

  async #stopAll(onError: (error: unknown) => void): Promise<void> {
    for (let stop = this.#steps.pop(); stop !== undefined; stop = this.#steps.pop()) {
      try {
        await stop();
      } catch (error) {
        onError(error);
      }
    }
  }
}

const PARENT_CHECK_MS = 250;

/**
 * Calls `stop` on Ctrl-C, on TERM, and when npm, which passes no signal on, is gone. A second
 * signal ends the process at once.
 */
export function stopOnSignals(stop: () => void): void {
  let signals = 0;
  const handle = () => {
    signals += 1;
    if (signals === 1) stop();
    // Ctrl-C in a terminal reaches us twice: from the terminal and through npm.
    else if (signals > 2) process.exit(1);
  };
  process.on("SIGINT", handle);
  process.on("SIGTERM", handle);
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
  timer.unref();
}
