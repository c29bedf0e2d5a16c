/** Beyond this number the best are selected at the end instead of being kept in a heap. */
const MAX_HEAP = 4096;

/**
 * Keeps the documents with the highest keys; of equal keys the higher id comes first. Keys are any
 * numbers but NaN.
 */
export class TopDocuments {
  readonly #limit: number;
  readonly #isHeap: boolean;
  #keys: Float64Array;
  #ids: Uint32Array;
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#isHeap = limit <= MAX_HEAP;
    const capacity = this.#isHeap ? limit : MAX_HEAP;
    this.#keys = new Float64Array(capacity);
    this.#ids = new Uint32Array(capacity);
  }

  /** No document with a lower key can still get in. */
  get threshold(): number {
    if (this.#limit === 0) return Infinity;
    return this.#isHeap && this.#length === this.#limit ? this.#keys[0]! : -Infinity;
  }

  /** Offers a document. */
  push(key: number, id: number): void {
    if (!this.#isHeap) this.#append(key, id);
    else if (this.#length < this.#limit) this.#insert(key, id);
    else if (this.#limit > 0 && this.#isBehind(0, key, id)) this.#replaceWorst(key, id);
  }

  /** The ids and keys from a place on, best first. */
  result(offset: number): { ids: number[]; keys: number[] } {
    const chosen = this.#isHeap ? undefined : this.#chooseBest();
    const places = chosen ?? Array.from({ length: this.#length }, (_, index) => index);
    const keys = this.#keys;
    const ids = this.#ids;
    places.sort((a, b) => keys[b]! - keys[a]! || ids[b]! - ids[a]!);
    const page = places.slice(offset, this.#limit);
    return { ids: page.map((place) => ids[place]!), keys: page.map((place) => keys[place]!) };
  }

  #append(key: number, id: number): void {
    if (this.#length === this.#keys.length) {
      const keys = new Float64Array(this.#length * 2);
      keys.set(this.#keys);
      this.#keys = keys;
      const ids = new Uint32Array(this.#length * 2);
      ids.set(this.#ids);
      this.#ids = ids;
    }
    this.#keys[this.#length] = key;
    this.#ids[this.#length++] = id;
  }

  /** The places of the best `limit`, in no order. */
  #chooseBest(): number[] {
    const length = this.#length;
    if (length <= this.#limit) return Array.from({ length }, (_, index) => index);
    const lowest = this.#keys.subarray(0, length).toSorted()[length - this.#limit]!;
    const places: number[] = [];
    const equal: number[] = [];
    for (let place = 0; place < length; place++) {
      if (this.#keys[place]! > lowest) places.push(place);
      else if (this.#keys[place] === lowest) equal.push(this.#ids[place]!);
    }
    const last = Uint32Array.from(equal).toSorted()[equal.length - (this.#limit - places.length)]!;
    for (let place = 0; place < length; place++) {
      if (this.#keys[place] === lowest && this.#ids[place]! >= last) places.push(place);
    }
    return places;
  }

  #isBehind(place: number, key: number, id: number): boolean {
    const other = this.#keys[place]!;
    return other < key || (other === key && this.#ids[place]! < id);
  }

  #insert(key: number, id: number): void {
    let place = this.#length++;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      if (this.#isBehind(parent, key, id)) break;
      this.#keys[place] = this.#keys[parent]!;
      this.#ids[place] = this.#ids[parent]!;
      place = parent;
    }
    this.#keys[place] = key;
    this.#ids[place] = id;
  }

  #replaceWorst(key: number, id: number): void {
    const keys = this.#keys;
    const ids = this.#ids;
    let place = 0;
    for (;;) {
      let child = place * 2 + 1;
      if (child >= this.#length) break;
      if (child + 1 < this.#length && this.#isBehind(child + 1, keys[child]!, ids[child]!)) {
        child += 1;
      }
      if (!this.#isBehind(child, key, id)) break;
      keys[place] = keys[child]!;
      ids[place] = ids[child]!;
      place = child;
    }
    keys[place] = key;
    ids[place] = id;
  }
}
