import { FieldProblem } from "./field-values.ts";
import type { IngestContext } from "./ingest-context.ts";
import type { IngestResult } from "./ingest-record.ts";
import { normalizeRecord } from "./normalize-record.ts";
import type { NormalizedRecord } from "./normalized-record.ts";
import type { ResolvedRecord } from "./probe-torrents.ts";
import type { SourceTally } from "./source-tally.ts";
import { writeBatch, type Outcome } from "./write-batch.ts";

/** Who sends records. */
export interface IngestOrigin {
  /** Names the source of records that do not name their own. */
  sourceName: string;
}

const BATCH_SIZE = 1000;
/** A batch with very long file lists is written early. */
const BATCH_FILES = 100_000;
const MAX_REPORTED_ERRORS = 100;
/** While PostgreSQL works on one batch the statements of the next are made. */
const MAX_WRITING = 2;
const HASH_BYTES = 20;
/** Odd and without pattern, as in Fibonacci hashing. */
const MIXER = 0x9e3779b1;

interface PendingRecord {
  index: number;
  record: NormalizedRecord;
}

/** A batch in parts that name a torrent once each, in order. */
interface Batch {
  parts: readonly PendingRecord[][];
  /** Those of all its torrents. */
  keys: ReadonlyMap<number, unknown>;
}

interface WritingBatch {
  batch: Batch;
  done: Promise<void>;
}

/** Takes in a list of records; see `TorrentIngest` for a stream of them. */
export async function ingestTorrents(
  ctx: IngestContext,
  records: Iterable<unknown>,
  origin: IngestOrigin,
): Promise<IngestResult> {
  const ingest = new TorrentIngest(ctx, origin);
  for (const record of records) await ingest.add(record);
  return ingest.finish();
}

/**
 * Takes in records one after another with bounded memory: while two batches are being written the
 * next is gathered. A bad record is counted and reported and spoils no other. What an earlier batch
 * committed stays, whatever happens to a later one.
 */
export class TorrentIngest {
  readonly #ctx: IngestContext;
  readonly #origin: IngestOrigin;
  readonly #tally: SourceTally;
  readonly #result: IngestResult = {
    received: 0,
    inserted: 0,
    updated: 0,
    unchanged: 0,
    blocked: 0,
    rejected: 0,
    errors: [],
  };
  #batch: PendingRecord[] = [];
  #files = 0;
  readonly #writing: WritingBatch[] = [];

  constructor(ctx: IngestContext, origin: IngestOrigin) {
    this.#ctx = ctx;
    this.#origin = origin;
    this.#tally = ctx.torrents.sourceActivity.follow(origin.sourceName);
  }

  /** Takes one record as it was sent; the next may come at once, or when what is given resolves. */
  add(input: unknown): Promise<void> | undefined {
    let record: NormalizedRecord;
    try {
      record = normalizeRecord(input);
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      this.reject(error.field, error.message);
      return undefined;
    }
    return this.addNormalized(record);
  }

  /** Takes one record whose values have been checked. */
  addNormalized(record: NormalizedRecord): Promise<void> | undefined {
    this.#batch.push({ index: this.#result.received++, record });
    this.#files += record.files?.length ?? 0;
    const isFull = this.#batch.length >= BATCH_SIZE || this.#files >= BATCH_FILES;
    return isFull ? this.#flush() : undefined;
  }

  /** Counts a record that could not even be read. */
  reject(field: string, message: string): void {
    this.#report(this.#result.received++, field, message);
  }

  /** Writes what is left and says what became of everything. */
  async finish(): Promise<IngestResult> {
    await this.#flush();
    await Promise.all(this.#writing.map(({ done }) => done));
    this.#tally.note(this.#result);
    this.#result.errors.sort((a, b) => a.index - b.index);
    return this.#result;
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    const batch = splitRepeated(this.#batch);
    this.#batch = [];
    this.#files = 0;
    await this.#makeRoom(batch);
    const writing = { batch, done: this.#write(batch) };
    this.#writing.push(writing);
    writing.done.then(
      () => this.#writing.splice(this.#writing.indexOf(writing), 1),
      // Whoever waits for it next sees the failure; until then it is not an unhandled one.
      () => undefined,
    );
  }

  /** Batches that name the same torrent are written one after the other. */
  async #makeRoom(batch: Batch): Promise<void> {
    for (;;) {
      const [oldest] = this.#writing;
      if (oldest === undefined) return;
      const isFull = this.#writing.length >= MAX_WRITING || this.#ctx.db.$client.waitingCount > 0;
      if (!isFull && !this.#writing.some((other) => shareTorrent(batch, other.batch))) return;
      await oldest.done;
    }
  }

  async #write({ parts }: Batch): Promise<void> {
    for (const distinct of parts) {
      const resolved = await this.#resolve(distinct);
      const write = () => writeBatch(this.#ctx, resolved);
      const isFull = resolved.length === BATCH_SIZE;
      const outcomes = await (isFull ? this.#ctx.torrents.pressure.during(write) : write());
      outcomes.forEach((outcome, position) =>
        this.#count(outcome, (resolved[position] as ResolvedRecord).index),
      );
      this.#tally.note(this.#result);
    }
  }

  async #resolve(batch: readonly PendingRecord[]): Promise<ResolvedRecord[]> {
    const nameOf = (record: NormalizedRecord) => record.sourceName ?? this.#origin.sourceName;
    const sourceId = await this.#ctx.torrents.sourceIds.ensure(
      this.#ctx.db,
      batch.map(({ record }) => nameOf(record)),
    );
    const trackerId = await this.#ctx.torrents.trackerIds.ensure(
      this.#ctx.db,
      batch.flatMap(({ record }) => publicTrackersOf(record)),
    );
    return batch.map(({ index, record }) => ({
      index,
      record,
      sourceId: sourceId(nameOf(record)),
      trackerIds: publicTrackersOf(record).map(trackerId),
    }));
  }

  #count(outcome: Outcome, index: number): void {
    if (typeof outcome === "string") this.#result[outcome]++;
    else this.#report(index, outcome.field, outcome.message);
  }

  #report(index: number, field: string, message: string): void {
    this.#result.rejected++;
    this.#tally.reject(field, message);
    if (this.#result.errors.length < MAX_REPORTED_ERRORS) {
      this.#result.errors.push({ index, field, message });
    }
  }
}

/** Splits a batch so that each part names a torrent once and repetitions keep their order. */
function splitRepeated(batch: readonly PendingRecord[]): Batch {
  const parts: PendingRecord[][] = [];
  const nextPart = new Map<number, number>();
  for (const pending of batch) {
    const { infoHash, infoHashV2 } = pending.record;
    const key = keyOf(infoHash);
    // A hybrid may be named by either hash in the same batch.
    const otherKey = infoHashV2 === undefined ? key : keyOf(infoHashV2);
    const number = Math.max(nextPart.get(key) ?? 0, nextPart.get(otherKey) ?? 0);
    nextPart.set(key, number + 1);
    nextPart.set(otherKey, number + 1);
    (parts[number] ??= []).push(pending);
  }
  return { parts, keys: nextPart };
}

/**
 * Stands for a torrent while its batch is written: quicker than the whole hash. Two that share it
 * are only kept apart without need. Every byte counts, as hashes that a program numbers through
 * begin alike.
 */
function keyOf(infoHash: Buffer): number {
  let key = 0;
  for (let at = 0; at < HASH_BYTES; at += 4) {
    key = Math.imul(key ^ infoHash.readInt32LE(at), MIXER);
    key ^= key >>> 15;
  }
  return key;
}

function shareTorrent(a: Batch, b: Batch): boolean {
  return a.keys.keys().some((key) => b.keys.has(key));
}

/** Announce URLs of a private torrent carry passkeys: they are never shared. */
function publicTrackersOf({ isPrivate, trackers = [] }: NormalizedRecord): readonly string[] {
  return isPrivate ? [] : trackers;
}
