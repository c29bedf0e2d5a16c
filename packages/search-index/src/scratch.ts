/** Arrays that searches of one thread use again instead of allocating them. */
export class Scratch {
  #marks = new Uint16Array(0);
  readonly #words: Uint32Array[] = [];
  readonly #infos: Uint16Array[] = [];
  #bits = new Int32Array(0);
  #usedWords = 0;
  #usedInfos = 0;
  #flags = new Uint8Array(0);
  #identity = new Uint32Array(0);

  /** Gives back everything that was taken. */
  reset(): void {
    this.#usedWords = 0;
    this.#usedInfos = 0;
  }

  /** One zero for each document; whoever writes to it clears it. */
  marks(count: number): Uint16Array {
    if (this.#marks.length < count) this.#marks = new Uint16Array(roundUp(count));
    return this.#marks;
  }

  /** One zero bit for each document; whoever sets some clears them. */
  bits(count: number): Int32Array {
    const length = Math.ceil(count / 32);
    if (this.#bits.length < length) this.#bits = new Int32Array(roundUp(length));
    return this.#bits;
  }

  /** Words with any content. */
  words(length: number): Uint32Array {
    const index = this.#usedWords++;
    const known = this.#words[index];
    if (known !== undefined && known.length >= length) return known;
    return (this.#words[index] = new Uint32Array(roundUp(length)));
  }

  /** Half words with any content. */
  infos(length: number): Uint16Array {
    const index = this.#usedInfos++;
    const known = this.#infos[index];
    if (known !== undefined && known.length >= length) return known;
    return (this.#infos[index] = new Uint16Array(roundUp(length)));
  }

  /** Bytes with any content, the same each time. */
  flags(length: number): Uint8Array {
    if (this.#flags.length < length) this.#flags = new Uint8Array(roundUp(length));
    return this.#flags;
  }

  /** The numbers from 0 on. */
  identity(count: number): Uint32Array {
    if (this.#identity.length < count) {
      this.#identity = new Uint32Array(roundUp(count));
      for (let doc = 0; doc < this.#identity.length; doc++) this.#identity[doc] = doc;
    }
    return this.#identity.subarray(0, count);
  }
}

function roundUp(length: number): number {
  return Math.max(1024, Math.ceil(length / 4096) * 4096);
}
