import type { Context } from "@minato/kit";

import { toExportRecord, type ForeignTorrent } from "./foreign-record.ts";
import { TorrentRestore, type RestoreResult } from "./restore-torrents.ts";

/** Torrents that were read together, and where to go on after them. */
export interface ForeignPage {
  position: string;
  torrents: readonly ForeignTorrent[];
}

/** The opened index of another program. */
export interface ForeignIndex {
  /** Names the program and its database for the stored cursor; holds no password. */
  readonly origin: string;
  /** Roughly how many torrents there are. */
  readonly total: number;
  /** Pages after a position in an order that never changes; from the first when undefined. */
  pages(position: string | undefined): AsyncGenerator<ForeignPage, void>;
  close(): Promise<void>;
}

/** How an import goes on. */
export interface ImportOptions {
  /** Forget how far an earlier import came. */
  restart?: boolean;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** What became of the torrents; those of an earlier import that broke off are `skipped`. */
export interface ImportResult extends RestoreResult {
  skipped: number;
}

/** Torrents after which the cursor is stored. */
const STEP = 1000;

/**
 * Takes in the index of another program. How far it came is stored after every thousand torrents:
 * an import that broke off goes on from there. When all were read the next one begins anew, which
 * changes nothing of what is known already.
 */
export async function importForeign(
  ctx: Context,
  index: ForeignIndex,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const { restart = false, onProgress = () => undefined, signal } = options;
  if (restart) await deleteCursor(ctx, index.origin);
  const cursor = await loadCursor(ctx, index.origin);
  const skipped = cursor?.records ?? 0;
  const total: RestoreResult = {
    received: 0,
    inserted: 0,
    merged: 0,
    blocked: 0,
    rejected: 0,
    errors: [],
  };
  let step = new TorrentRestore(ctx);
  let gathered = 0;
  let done = skipped;
  const finishStep = async () => {
    addTo(total, await step.finish());
    step = new TorrentRestore(ctx);
    gathered = 0;
  };
  for await (const { position, torrents } of index.pages(cursor?.position)) {
    signal?.throwIfAborted();
    for (const torrent of torrents) await step.add(toExportRecord(torrent));
    done += torrents.length;
    gathered += torrents.length;
    onProgress(done, index.total);
    if (gathered < STEP) continue;
    await finishStep();
    await storeCursor(ctx, index.origin, position, done);
  }
  await finishStep();
  await deleteCursor(ctx, index.origin);
  return { ...total, skipped };
}

const MAX_REPORTED_ERRORS = 100;

function addTo(total: RestoreResult, step: RestoreResult): void {
  const errors = step.errors
    .slice(0, MAX_REPORTED_ERRORS - total.errors.length)
    .map((error) => ({ ...error, index: error.index + total.received }));
  total.errors.push(...errors);
  total.received += step.received;
  total.inserted += step.inserted;
  total.merged += step.merged;
  total.blocked += step.blocked;
  total.rejected += step.rejected;
}

async function loadCursor(
  ctx: Context,
  origin: string,
): Promise<{ position: string; records: number } | undefined> {
  const { rows } = await ctx.db.$client.query<{ position: string; records: number }>(
    "select position, records from import_cursors where origin = $1",
    [origin],
  );
  return rows[0];
}

async function storeCursor(
  ctx: Context,
  origin: string,
  position: string,
  records: number,
): Promise<void> {
  await ctx.db.$client.query(
    `insert into import_cursors (origin, position, records, updated_at) values ($1, $2, $3, $4)
     on conflict (origin) do update set position = excluded.position, records = excluded.records,
       updated_at = excluded.updated_at`,
    [origin, position, records, ctx.now()],
  );
}

async function deleteCursor(ctx: Context, origin: string): Promise<void> {
  await ctx.db.$client.query("delete from import_cursors where origin = $1", [origin]);
}
