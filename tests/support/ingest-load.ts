import { setTimeout as sleep } from "node:timers/promises";

import { toLines } from "./make-records.ts";

/** The counts of an answer of the ingest API. */
export interface IngestCounts {
  received: number;
  inserted: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

const STREAM_STEP = 100;
const STREAM_STEPS = 50;

/** Sends records to a server that may go away at any moment, and remembers what it acknowledged. */
export class IngestLoad {
  /** Numbers of the records whose request was answered 200. */
  readonly acknowledged: number[] = [];
  /** How small requests ended: a status, or `broken` when there was no answer. */
  readonly outcomes = new Map<number | "broken", number>();
  /** The same for streams, whose client may still send when the answer cuts it off. */
  readonly streamOutcomes = new Map<number | "broken", number>();
  /** 503 answers that did not say when to come back. */
  withoutRetryAfter = 0;
  #next: number;
  readonly #key: string;

  constructor(key: string, first = 1) {
    this.#key = key;
    this.#next = first;
  }

  /** Sends small requests, several at once, and one long stream, until the signal. */
  async run(
    url: () => string,
    random: () => number,
    signal: AbortSignal,
    senders = 3,
  ): Promise<void> {
    const sendSmall = async () => {
      while (!signal.aborted) {
        const numbers = this.take(1 + Math.floor(random() * 60));
        const status = await this.send(url(), toLines(numbers), numbers);
        // The port may be closed for a while.
        if (status !== 200) await sleep(20);
      }
    };
    const stream = async () => {
      while (!signal.aborted) {
        const numbers: number[] = [];
        const status = await this.send(url(), this.#streamLines(numbers, signal), numbers);
        if (status !== 200) await sleep(20);
      }
    };
    await Promise.all([stream(), ...Array.from({ length: senders }, sendSmall)]);
  }

  /** The next numbers, which nobody has sent yet. */
  take(count: number): number[] {
    const numbers = Array.from({ length: count }, (_, index) => this.#next + index);
    this.#next += count;
    return numbers;
  }

  /** Sends one request; its records are acknowledged by 200 and nothing else. */
  async send(
    url: string,
    body: string | ReadableStream<Uint8Array>,
    numbers: readonly number[],
  ): Promise<number | "broken"> {
    const outcome = await this.#post(url, body);
    const outcomes = typeof body === "string" ? this.outcomes : this.streamOutcomes;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome === 200) this.acknowledged.push(...numbers);
    return outcome;
  }

  /** Sends records again and adds up what the server says of them. */
  async resend(url: string, numbers: readonly number[]): Promise<IngestCounts> {
    const response = await fetch(`${url}/api/v1/torrents/ingest`, this.#request(toLines(numbers)));
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as IngestCounts;
  }

  async #post(url: string, body: string | ReadableStream<Uint8Array>): Promise<number | "broken"> {
    try {
      const response = await fetch(`${url}/api/v1/torrents/ingest`, this.#request(body));
      await response.arrayBuffer();
      if (response.status === 503 && !(Number(response.headers.get("retry-after")) > 0)) {
        this.withoutRetryAfter++;
      }
      return response.status;
    } catch (error) {
      if (error instanceof TypeError) return "broken";
      throw error;
    }
  }

  #request(body: string | ReadableStream<Uint8Array>): RequestInit {
    return {
      method: "POST",
      headers: { "x-api-key": this.#key, "content-type": "application/x-ndjson" },
      body,
      duplex: "half",
    };
  }

  /** A stream of 5,000 records, fewer when the signal comes; tells in `sent` which they were. */
  #streamLines(sent: number[], signal: AbortSignal): ReadableStream<Uint8Array> {
    const take = (): Buffer => {
      const numbers = this.take(STREAM_STEP);
      sent.push(...numbers);
      return Buffer.from(toLines(numbers));
    };
    async function* pieces() {
      for (let step = 0; step < STREAM_STEPS && !signal.aborted; step++) {
        yield take();
        await sleep(10);
      }
    }
    return ReadableStream.from(pieces());
  }
}
