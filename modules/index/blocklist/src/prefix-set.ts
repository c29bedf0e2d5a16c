const PREFIX_BYTES = 8;
/** From this many entries on, a run has an index of where each upper half word begins. */
const INDEX_FROM = 65_536;
const BUCKETS = 65_536;

/**
 * Sorted prefixes that never change, in memory that threads share; the processors we run on are
 * little-endian, so the lower word comes first.
 */
export interface PrefixRun {
  readonly words: Uint32Array<SharedArrayBuffer>;
  readonly length: number;
  readonly starts: Uint32Array<SharedArrayBuffer> | undefined;
}

/**
 * The first eight bytes of many info hashes in eight bytes of memory each. Says at once that a hash
 * is not among them; when it says that one may be, the database is asked. Additions become sorted
 * runs of their own that are merged as they grow, so each entry is moved a few times at most.
 */
export class PrefixSet {
  readonly #runs: PrefixRun[] = [];

  /** Builds a set of prefixes that come sorted, in parts of eight bytes an entry. */
  static fromSorted(parts: readonly Uint8Array[]): PrefixSet {
    const length = parts.reduce((sum, part) => sum + part.length / PREFIX_BYTES, 0);
    const words = allocate(length * 2);
    let at = 0;
    for (const part of parts) at = copyPrefixes(part, words, at);
    const set = new PrefixSet();
    if (length > 0) set.#runs.push(toRun(words, length));
    return set;
  }

  /** Builds a set on what another thread holds, without a copy. */
  static fromRuns(runs: readonly PrefixRun[]): PrefixSet {
    const set = new PrefixSet();
    set.#runs.push(...runs);
    return set;
  }

  /** What it holds, for a set of another thread. */
  get runs(): readonly PrefixRun[] {
    return [...this.#runs];
  }

  /** How many prefixes it holds. */
  get size(): number {
    return this.#runs.reduce((sum, { length }) => sum + length, 0);
  }

  /** The memory that it takes. */
  get bytes(): number {
    return this.#runs.reduce(
      (sum, { words, starts }) => sum + words.buffer.byteLength + (starts?.byteLength ?? 0),
      0,
    );
  }

  /** True when a hash with the same first eight bytes was added. */
  has(infoHash: Uint8Array): boolean {
    const upper = readWord(infoHash, 0);
    const lower = readWord(infoHash, 4);
    return this.#runs.some((run) => includes(run, upper, lower));
  }

  /** Adds prefixes in any order, eight bytes each. */
  add(prefixes: Uint8Array): void {
    const length = prefixes.length / PREFIX_BYTES;
    if (length === 0) return;
    const words = allocate(length * 2);
    copyPrefixes(prefixes, words, 0);
    new BigUint64Array(words.buffer).sort();
    let run: PrefixRun = { words, length, starts: undefined };
    for (let last = this.#runs.at(-1); last && last.length < run.length * 2;) {
      run = merge(last, run);
      this.#runs.pop();
      last = this.#runs.at(-1);
    }
    this.#runs.push(toRun(run.words, run.length));
  }
}

/** The first eight bytes of each hash, as `PrefixSet.add` takes them. */
export function joinPrefixes(infoHashes: readonly Uint8Array[]): Buffer {
  const prefixes = Buffer.alloc(infoHashes.length * PREFIX_BYTES);
  infoHashes.forEach((hash, index) =>
    prefixes.set(hash.subarray(0, PREFIX_BYTES), index * PREFIX_BYTES),
  );
  return prefixes;
}

function allocate(length: number): Uint32Array<SharedArrayBuffer> {
  return new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
}

function readWord(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0
  );
}

function copyPrefixes(prefixes: Uint8Array, words: Uint32Array, start: number): number {
  let at = start;
  for (let offset = 0; offset < prefixes.length; offset += PREFIX_BYTES) {
    words[at++] = readWord(prefixes, offset + 4);
    words[at++] = readWord(prefixes, offset);
  }
  return at;
}

function toRun(words: Uint32Array<SharedArrayBuffer>, length: number): PrefixRun {
  if (length < INDEX_FROM) return { words, length, starts: undefined };
  const starts = allocate(BUCKETS + 1);
  let bucket = 0;
  for (let index = 0; index < length; index++) {
    const upper = (words[index * 2 + 1] as number) >>> 16;
    while (bucket <= upper) starts[bucket++] = index;
  }
  starts.fill(length, bucket);
  return { words, length, starts };
}

function includes({ words, length, starts }: PrefixRun, upper: number, lower: number): boolean {
  let from = starts === undefined ? 0 : (starts[upper >>> 16] as number);
  let to = starts === undefined ? length : (starts[(upper >>> 16) + 1] as number);
  while (from < to) {
    const middle = (from + to) >>> 1;
    const found = words[middle * 2 + 1] as number;
    if (found === upper && words[middle * 2] === lower) return true;
    const isBefore = found < upper || (found === upper && (words[middle * 2] as number) < lower);
    if (isBefore) from = middle + 1;
    else to = middle;
  }
  return false;
}

function merge(a: PrefixRun, b: PrefixRun): PrefixRun {
  const words = allocate((a.length + b.length) * 2);
  let i = 0;
  let j = 0;
  for (let at = 0; at < words.length; at += 2) {
    const takesFirst = j === b.length || (i < a.length && isAtMost(a.words, i, b.words, j));
    const source = takesFirst ? a.words : b.words;
    const from = (takesFirst ? i++ : j++) * 2;
    words[at] = source[from] as number;
    words[at + 1] = source[from + 1] as number;
  }
  return { words, length: a.length + b.length, starts: undefined };
}

function isAtMost(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  const x = a[i * 2 + 1] as number;
  const y = b[j * 2 + 1] as number;
  return x < y || (x === y && (a[i * 2] as number) <= (b[j * 2] as number));
}
