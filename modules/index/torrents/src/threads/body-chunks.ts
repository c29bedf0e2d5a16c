interface Chunk {
  bytes: Uint8Array;
  taken: () => void;
}

/** A body that comes chunk by chunk, for one reader. */
export class BodyChunks implements AsyncIterable<Uint8Array> {
  readonly #chunks: Chunk[] = [];
  #isComplete = false;
  #failure: Error | undefined;
  #isClosed = false;
  #wake: () => void = () => undefined;

  /** Adds a chunk; resolves when the reader took it, or wants no more. */
  add(bytes: Uint8Array): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((taken) => {
      this.#chunks.push({ bytes, taken });
      this.#wake();
    });
  }

  /** The reader comes to the end after the last chunk. */
  finish(): void {
    this.#isComplete = true;
    this.#wake();
  }

  /** The reader meets the error now. */
  fail(failure: Error): void {
    this.#failure = failure;
    this.#wake();
  }

  /** The reader wants no more. */
  close(): void {
    this.#isClosed = true;
    for (const { taken } of this.#chunks.splice(0)) taken();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        chunk.taken();
        yield chunk.bytes;
      } else if (this.#isComplete) {
        return;
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }
}
