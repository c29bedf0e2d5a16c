/** A loaded figure stays good for this many times the time it took, within these limits. */
const COST_FACTOR = 50;
const MIN_AGE_MS = 250;
const MAX_AGE_MS = 10_000;

interface Figure {
  readonly value: Promise<unknown>;
  /** Infinity while it is being loaded. */
  expiresAt: number;
}

/**
 * Figures of a process that several readers ask for: each is loaded once for all of them and kept
 * the longer the dearer it was, so that counting takes a fiftieth of one core's time or less and every
 * page shows the same number.
 */
export class Figures {
  readonly #figures = new Map<string, Figure>();

  /** The figure of this name, loaded when it is missing or old; a failure is not kept. */
  get<T>(name: string, load: () => Promise<T>): Promise<T> {
    const known = this.#figures.get(name);
    // A name always stands for the same load, hence for the same type.
    if (known !== undefined && performance.now() < known.expiresAt)
      return known.value as Promise<T>;
    const started = performance.now();
    const figure: Figure = { value: load(), expiresAt: Number.POSITIVE_INFINITY };
    this.#figures.set(name, figure);
    void this.#keep(name, figure, started);
    return figure.value as Promise<T>;
  }

  async #keep(name: string, figure: Figure, started: number): Promise<void> {
    const [result] = await Promise.allSettled([figure.value]);
    if (result.status === "rejected") {
      this.#figures.delete(name);
      return;
    }
    const ended = performance.now();
    figure.expiresAt =
      ended + Math.min(MAX_AGE_MS, Math.max(MIN_AGE_MS, (ended - started) * COST_FACTOR));
  }
}
