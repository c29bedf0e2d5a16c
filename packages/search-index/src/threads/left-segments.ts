import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import type { Segment, Snapshot } from "../segment.ts";

/** Memory of segments that is worth looking for what nothing refers to any more. */
const WORTH_BYTES = 8 * 2 ** 20;

/**
 * Frees the memory of segments that a thread has left behind. Memory that threads share does not count
 * for the collector of any of them: a thread that allocates little would keep it for hours.
 */
export class LeftSegments {
  readonly #worthBytes: number;
  #current = new Map<number, number>();
  #left = 0;
  #collect: (() => void) | undefined;
  #isPlanned = false;

  /** With a number of bytes from which on it frees, another than usual only in tests. */
  constructor(worthBytes: number = WORTH_BYTES) {
    this.#worthBytes = worthBytes;
  }

  /** Takes note of the state that the thread goes over to; frees, if it does, once the thread is idle. */
  moveTo(snapshot: Snapshot): void {
    const before = this.#current;
    this.#current = new Map(
      snapshot.segments.map(({ segment }) => [
        segment.number,
        before.get(segment.number) ?? countBytes(segment),
      ]),
    );
    for (const [number, bytes] of before) if (!this.#current.has(number)) this.#left += bytes;
    if (this.#left < this.#worthBytes || this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => this.#free());
  }

  #free(): void {
    this.#isPlanned = false;
    this.#left = 0;
    this.#collect ??= openCollector();
    this.#collect();
  }
}

/** Node offers the collector only to those who ask for it by a flag. */
function openCollector(): () => void {
  setFlagsFromString("--expose-gc");
  // What the flag adds to new contexts.
  return runInNewContext("gc") as () => void;
}

/** Bytes of the arrays of a segment. */
function countBytes(segment: Segment): number {
  const seen = new Set<ArrayBufferLike>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) seen.add(value.buffer);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(segment);
  let bytes = 0;
  for (const { byteLength } of seen) bytes += byteLength;
  return bytes;
}
