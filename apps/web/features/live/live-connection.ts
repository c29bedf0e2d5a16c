/** What the server tells: which topics one hears of, which changed, or that none did. */
export interface LiveEvent {
  kind: "open" | "changed" | "quiet";
  topics: readonly string[];
}

/** How the stream is: `paused` while nobody looks at the tab. */
export type LiveState = "paused" | "connecting" | "live";

interface LiveOptions {
  /** Opens the stream; ends it when the signal is aborted. */
  open: (signal: AbortSignal) => Promise<AsyncIterable<LiveEvent>>;
  /** After a gap all topics count as changed. */
  onChanged: (topics: readonly string[]) => void;
  onState: (state: LiveState) => void;
  /** The session has ended: no use in asking again. */
  isFinal: (error: unknown) => boolean;
}

const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 60_000;
/** The server tells something every twenty seconds: after so many the connection is lost. */
const SILENT_MS = 45_000;
const LOOK_EVERY_MS = 5000;

/**
 * The one stream of events of a tab. It is closed while the tab is hidden, and opened again when the
 * server was away, with a growing delay, or when the device slept through its end.
 */
export class LiveConnection {
  readonly #options: LiveOptions;
  #stream: AbortController | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  #delay = FIRST_DELAY_MS;
  #heardAt = 0;
  #wasOpen = false;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  /** Opens the stream as long as the tab is seen. */
  start(): void {
    document.addEventListener("visibilitychange", this.#handleVisibility);
    window.addEventListener("online", this.#handleOnline);
    this.#handleVisibility();
  }

  /** Closes the stream for good. */
  stop(): void {
    document.removeEventListener("visibilitychange", this.#handleVisibility);
    window.removeEventListener("online", this.#handleOnline);
    this.#pause();
  }

  readonly #handleVisibility = (): void => {
    if (document.hidden) this.#pause();
    else this.#handleOnline();
  };

  readonly #handleOnline = (): void => {
    if (document.hidden || this.#stream !== undefined) return;
    this.#delay = FIRST_DELAY_MS;
    this.#connect();
  };

  #pause(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#look);
    this.#stream?.abort();
    this.#stream = undefined;
    this.#options.onState("paused");
  }

  #connect(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#look);
    this.#stream?.abort();
    const stream = new AbortController();
    this.#stream = stream;
    this.#heardAt = Date.now();
    this.#options.onState("connecting");
    // Timers stand still in sleep: the first look afterwards finds the silence.
    this.#look = setInterval(() => {
      if (Date.now() - this.#heardAt > SILENT_MS) this.#connect();
    }, LOOK_EVERY_MS);
    void this.#follow(stream);
  }

  async #follow(stream: AbortController): Promise<void> {
    let isFinal = false;
    try {
      for await (const event of await this.#options.open(stream.signal)) {
        if (stream.signal.aborted) return;
        this.#hear(event);
      }
    } catch (error) {
      isFinal = this.#options.isFinal(error);
    }
    if (stream.signal.aborted) return;
    clearInterval(this.#look);
    this.#stream = undefined;
    this.#options.onState("connecting");
    if (isFinal) return;
    const delay = this.#delay * (0.75 + Math.random() / 2);
    this.#delay = Math.min(MAX_DELAY_MS, this.#delay * 2);
    this.#retry = setTimeout(() => this.#connect(), delay);
  }

  #hear({ kind, topics }: LiveEvent): void {
    this.#heardAt = Date.now();
    this.#delay = FIRST_DELAY_MS;
    if (kind === "open") this.#options.onState("live");
    if (kind === "changed" || (kind === "open" && this.#wasOpen)) this.#options.onChanged(topics);
    this.#wasOpen = true;
  }
}
