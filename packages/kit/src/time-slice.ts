import { setImmediate as turn } from "node:timers/promises";

/** Half of what a request may wait for the main loop, as two pieces of work can meet. */
const SLICE_MS = 4;
/** Reading the clock costs as much as a small piece of work. */
const PIECES_PER_LOOK = 8;

/** Cuts long work on the main thread into slices of four milliseconds, between which others have their turn. */
export class TimeSlice {
  #startedAt = performance.now();
  #pieces = 0;

  /** Notes a piece of work; answers whether it is time to `yield`. */
  isOver(): boolean {
    this.#pieces += 1;
    return this.#pieces % PIECES_PER_LOOK === 0 && performance.now() - this.#startedAt >= SLICE_MS;
  }

  /** Lets others have their turn and begins the next slice. */
  async yield(): Promise<void> {
    await turn();
    this.#startedAt = performance.now();
  }
}

/** Maps items in their order, without holding up the main loop. */
export async function mapInSlices<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
): Promise<R[]> {
  const slice = new TimeSlice();
  const mapped: R[] = [];
  for (const [index, item] of items.entries()) {
    mapped.push(map(item, index));
    if (slice.isOver()) await slice.yield();
  }
  return mapped;
}
