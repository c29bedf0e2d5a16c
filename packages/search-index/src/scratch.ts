/** Arrays that searches of one thread use again instead of allocating them. */
export class Scratch {
  #marks = new Uint16Array(0);
  readonly #words: Uint32Array[] = [];
  readonly #infos: Uint16Array[] = [];
  #usedWords = 0;
  #usedInfos = 0;
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
