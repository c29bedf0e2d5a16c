import { GrowingWords } from "./growing-array.ts";

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

  /** The ids from a place on, best first. */
  result(offset: number): number[] {
    const keys = this.#keys;
    const ids = this.#ids;
    if (!this.#isHeap) return choosePage(keys.subarray(0, this.#length), ids, offset, this.#limit);
    const places = Array.from({ length: this.#length }, (_, index) => index);
    places.sort((a, b) => keys[b]! - keys[a]! || ids[b]! - ids[a]!);
    return places.slice(offset, this.#limit).map((place) => ids[place]!);
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

/**
 * The ids from one place to before another, of many. Only the page itself is put in order one by one:
 * numbers alone are sorted much faster, and where a page begins amid equal ones their ids are enough.
 */
function choosePage(keys: Float64Array, ids: Uint32Array, from: number, to: number): number[] {
  const end = Math.min(to, keys.length);
  if (from >= end) return [];
  const ascending = keys.toSorted();
  const highest = ascending[keys.length - 1 - from]!;
  const lowest = ascending[keys.length - end]!;
  const before = keys.length - firstAbove(ascending, highest);
  const first = idsOf(keys, ids, highest);
  if (highest === lowest) return [...first.subarray(from - before, end - before)];
  const between: number[] = [];
  for (let place = 0; place < keys.length; place++) {
    if (keys[place]! < highest && keys[place]! > lowest) between.push(place);
  }
  between.sort((a, b) => keys[b]! - keys[a]! || ids[b]! - ids[a]!);
  const page = [...first.subarray(from - before), ...between.map((place) => ids[place]!)];
  return [...page, ...idsOf(keys, ids, lowest).subarray(0, end - from - page.length)];
}

/** The first place of a sorted list whose number is larger. */
function firstAbove(ascending: Float64Array, key: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The ids that have a key, descending. */
function idsOf(keys: Float64Array, ids: Uint32Array, key: number): Uint32Array {
  const found = new GrowingWords();
  for (let place = 0; place < keys.length; place++)
    if (keys[place] === key) found.push(ids[place]!);
  return found.values.subarray(0, found.length).toSorted().toReversed();
}
