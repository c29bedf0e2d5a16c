import { type ResourceLimits, Worker } from "node:worker_threads";

/** What a thread is started with. */
export interface ThreadOptions {
  /** Reaches the thread as `workerData`. */
  data: unknown;
  limits: ResourceLimits;
  /** Shown by the tools of the system. */
  name?: string;
  /** Called at most once, when the thread ended without being asked to. */
  onEnd: (cause: Error) => void;
}

/** A worker thread that keeps the process alive only while it is held, and tells when it is lost. */
export class Thread {
  readonly worker: Worker;
  readonly #onEnd: (cause: Error) => void;
  #isOver = false;

  constructor(module: URL, { data, limits, name = "", onEnd }: ThreadOptions) {
    this.#onEnd = onEnd;
    this.worker = new Worker(module, {
      workerData: data,
      resourceLimits: limits,
      name,
      execArgv: [],
    });
    this.worker.unref();
    this.worker.on("error", (error: unknown) => this.#end(asError(error)));
    this.worker.on("exit", (code) => this.#end(new Error(`thread exited with code ${code}`)));
  }

  /** Keeps the process alive, as long as there is work. */
  hold(): void {
    this.worker.ref();
  }

  /** Lets the process end. */
  release(): void {
    this.worker.unref();
  }

  /** Ends the thread and says of what it died. */
  kill(cause: Error): void {
    this.#end(cause);
    void this.worker.terminate();
  }

  /** Ends the thread without a word. */
  async stop(): Promise<void> {
    this.#isOver = true;
    this.release();
    await this.worker.terminate();
  }

  #end(cause: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.release();
    this.#onEnd(cause);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`thread threw ${String(thrown)}`);
}
