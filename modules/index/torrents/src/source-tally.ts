import type { IngestResult } from "./ingest-record.ts";

/** What may become of a record. */
export const OUTCOMES = ["inserted", "updated", "unchanged", "blocked", "rejected"] as const;

/** How many records had each outcome. */
export type OutcomeCounts = Record<(typeof OUTCOMES)[number], number>;

/** The counts of one request or stream, handed on as they grow. */
export class SourceTally {
  readonly #hand: (counts: OutcomeCounts, reject: string | undefined) => void;
  #noted: OutcomeCounts = { inserted: 0, updated: 0, unchanged: 0, blocked: 0, rejected: 0 };
  #reject: string | undefined;

  constructor(hand: (counts: OutcomeCounts, reject: string | undefined) => void) {
    this.#hand = hand;
  }

  /** Remembers why a record was rejected. */
  reject(field: string, message: string): void {
    this.#reject = `${field}: ${message}`;
  }

  /** Hands on what came since the last time. */
  note(result: IngestResult): void {
    const grown = { ...this.#noted };
    for (const outcome of OUTCOMES) grown[outcome] = result[outcome] - this.#noted[outcome];
    if (OUTCOMES.every((outcome) => grown[outcome] === 0)) return;
    for (const outcome of OUTCOMES) this.#noted[outcome] = result[outcome];
    this.#hand(grown, this.#reject);
    this.#reject = undefined;
  }
}
