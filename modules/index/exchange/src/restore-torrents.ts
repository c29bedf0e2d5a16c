import { AppError, type Context } from "@minato/kit";
import { FieldProblem } from "@minato/torrents/field-values";
import { CONTRADICTION } from "@minato/torrents/probe-torrents";

import { checkRecord, type CheckedRecord } from "./check-record.ts";
import { restoreBatch, type RestorableRecord } from "./restore-batch.ts";

/** What became of the records of a restored file; `received` is the sum of the next four. */
export interface RestoreResult {
  received: number;
  inserted: number;
  /** Known already: united with what is stored. */
  merged: number;
  /** Kept out by the blocklist. */
  blocked: number;
  rejected: number;
  /** The first 100 rejected records, counted from zero. */
  errors: { index: number; field: string; message: string }[];
}

/** A record and its place among all that were read. */
interface IndexedRecord extends CheckedRecord {
  index: number;
}

const BATCH_SIZE = 1000;
const BATCH_FILES = 100_000;
const BATCH_METAINFO_BYTES = 16 * 1024 * 1024;
const MAX_REPORTED_ERRORS = 100;

/**
 * Refuses to mix an export into an index that is in use, unless it is meant.
 * @throws {AppError} CONFLICT
 */
export async function requireEmptyIndex(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.$client.query("select from torrents limit 1");
  if (rows.length === 0) return;
  throw new AppError(
    "CONFLICT",
    "the index is not empty: --merge unites it with the file, and goes on with a restore that broke off",
  );
}

/**
 * Takes in the records of an export one after another with bounded memory. What an earlier batch
 * committed stays; the whole may be repeated at any time, for known torrents are merged.
 */
export class TorrentRestore {
  readonly #ctx: Context;
  readonly #result: RestoreResult = {
    received: 0,
    inserted: 0,
    merged: 0,
    blocked: 0,
    rejected: 0,
    errors: [],
  };
  #batch: IndexedRecord[] = [];
  #hashes = new Set<string>();
  #files = 0;
  #metainfoBytes = 0;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Takes one record as it was read; resolves as soon as the next may come. */
  async add(input: unknown): Promise<void> {
    let checked: CheckedRecord;
    try {
      checked = checkRecord(input);
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      this.reject(error.field, error.message);
      return;
    }
    const { record } = checked;
    const hashes = [record.infoHash, record.infoHashV2?.subarray(0, 20)]
      .filter((hash) => hash !== undefined)
      .map((hash) => hash.toString("latin1"));
    // A batch names each torrent once.
    if (hashes.some((hash) => this.#hashes.has(hash))) await this.#flush();
    for (const hash of hashes) this.#hashes.add(hash);
    this.#batch.push({ ...checked, index: this.#result.received });
    this.#result.received += 1;
    this.#files += record.files?.length ?? 0;
    this.#metainfoBytes += record.metainfo?.info.length ?? 0;
    const isFull =
      this.#batch.length >= BATCH_SIZE ||
      this.#files >= BATCH_FILES ||
      this.#metainfoBytes >= BATCH_METAINFO_BYTES;
    if (isFull) await this.#flush();
  }

  /** Counts a record that could not even be read. */
  reject(field: string, message: string): void {
    this.#refuse({ index: this.#result.received, field, message });
    this.#result.received += 1;
  }

  /** Writes what is left and says what became of everything. */
  async finish(): Promise<RestoreResult> {
    await this.#flush();
    return this.#result;
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#hashes.clear();
    this.#files = 0;
    this.#metainfoBytes = 0;
    if (batch.length === 0) return;
    const counts = await restoreBatch(this.#ctx, await this.#resolve(batch));
    this.#result.inserted += counts.inserted;
    this.#result.merged += counts.merged;
    this.#result.blocked += counts.blocked;
    for (const { index } of counts.contradicted) this.#refuse({ index, ...CONTRADICTION });
  }

  #refuse(problem: RestoreResult["errors"][number]): void {
    this.#result.rejected += 1;
    if (this.#result.errors.length < MAX_REPORTED_ERRORS) this.#result.errors.push(problem);
  }

  async #resolve(batch: readonly IndexedRecord[]): Promise<RestorableRecord[]> {
    const { db, torrents } = this.#ctx;
    const distinct = batch.map(({ index, exported, record }) => ({
      index,
      exported: { ...exported, sources: distinctSources(exported.sources) },
      record,
    }));
    const sourceId = await torrents.sourceIds.ensure(
      db,
      distinct.flatMap(({ exported }) => exported.sources.map(({ name }) => name)),
    );
    const trackerId = await torrents.trackerIds.ensure(
      db,
      distinct.flatMap(({ record }) => record.trackers ?? []),
    );
    return distinct.map(({ index, exported, record }) => {
      const sourceIds = exported.sources.map(({ name }) => sourceId(name));
      return {
        index,
        exported,
        record,
        sourceIds,
        sourceId: sourceIds[0] ?? 0,
        trackerIds: (record.trackers ?? []).map(trackerId),
      };
    });
  }
}

function distinctSources<T extends { name: string }>(sources: readonly T[]): T[] {
  return [...new Map(sources.map((source) => [source.name, source])).values()];
}
