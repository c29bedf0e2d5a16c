/** A loaded figure stays good for this many times the time it took, within these limits. */
const COST_FACTOR = 50;
const MIN_AGE_MS = 250;
const MAX_AGE_MS = 30_000;
/** Nobody waits for a figure that is kept for longer, while the last one is not twice too old. */
const DEAR_AGE_MS = 5000;

interface Figure {
  readonly value: Promise<unknown>;
  /** Infinity while it is being loaded. */
  expiresAt: number;
  /** Until when it may be given while the next one is being loaded. */
  uselessAt: number;
}

/**
 * Figures of a process that several readers ask for: each is loaded once for all of them and kept
 * the longer the dearer it was, so that counting takes a small part of a core whoever asks how often,
 * and every page shows the same number.
 */
export class Figures {
  readonly #figures = new Map<string, Figure>();
  readonly #loading = new Set<string>();

  /**
   * The figure of this name, loaded when it is missing or old. A dear one that is a little old is
   * given at once and loaded behind; a failure is not kept. `keepMs` says how long a figure stays
   * good when its cost follows from itself, and not from how busy the machine was.
   */
  get<T>(name: string, load: () => Promise<T>, keepMs?: (value: T) => number): Promise<T> {
    const known = this.#figures.get(name);
    const now = performance.now();
    if (known === undefined || now >= known.uselessAt) {
      return this.#load(name, load, keepMs, true);
    }
    if (now >= known.expiresAt && !this.#loading.has(name)) {
      void this.#load(name, load, keepMs, false);
    }
    // A name always stands for the same load, hence for the same type.
    return known.value as Promise<T>;
  }

  #load<T>(
    name: string,
    load: () => Promise<T>,
    keepMs: ((value: T) => number) | undefined,
    isAwaited: boolean,
  ): Promise<T> {
    const value = load();
    const never = Number.POSITIVE_INFINITY;
    const figure: Figure = { value, expiresAt: never, uselessAt: never };
    if (isAwaited) this.#figures.set(name, figure);
    else this.#loading.add(name);
    void this.#keep(name, figure, value, keepMs);
    return value;
  }

  async #keep<T>(
    name: string,
    figure: Figure,
    value: Promise<T>,
    keepMs: ((value: T) => number) | undefined,
  ): Promise<void> {
    const started = performance.now();
    const [result] = await Promise.allSettled([value]);
    this.#loading.delete(name);
    if (result.status === "rejected") {
      this.#figures.delete(name);
      return;
    }
    const ended = performance.now();
    const wanted = keepMs?.(result.value) ?? Math.max(MIN_AGE_MS, (ended - started) * COST_FACTOR);
    const age = Math.min(MAX_AGE_MS, wanted);
    figure.expiresAt = ended + age;
    figure.uselessAt = age < DEAR_AGE_MS ? figure.expiresAt : ended + 2 * age;
    this.#figures.set(name, figure);
  }
}
