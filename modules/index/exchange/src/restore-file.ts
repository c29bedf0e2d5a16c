import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";

import { AppError, type Context } from "@minato/kit";
import { OVERLONG_LINE, readLines } from "@minato/kit/read-lines";

import { openSnapshot } from "./read-snapshot.ts";
import { requireEmptyIndex, TorrentRestore, type RestoreResult } from "./restore-torrents.ts";

/** Kinds of files that can be restored, told apart by how they begin. */
export type RestorableKind = "ndjson" | "snapshot" | "backup";

/** How far a restore is; bytes of NDJSON, torrents of a snapshot. */
export type RestoreProgress = (done: number, total: number, records: number) => void;

const SQLITE_MAGIC = Buffer.from("SQLite format 3\0");
const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** A record with the largest metainfo there may be, in base64. */
const MAX_LINE_BYTES = 192 * 1024 * 1024;

/**
 * Tells what a file is.
 * @throws {AppError} BAD_REQUEST when it is nothing that can be restored
 */
export async function detectKind(name: string): Promise<RestorableKind> {
  const file = await open(name);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    const start = buffer.subarray(0, bytesRead);
    if (start.subarray(0, SQLITE_MAGIC.length).equals(SQLITE_MAGIC)) return "snapshot";
    if (start.subarray(0, ZSTD_MAGIC.length).equals(ZSTD_MAGIC)) return "backup";
    if (start.toString().trimStart().startsWith("{")) return "ndjson";
  } finally {
    await file.close();
  }
  throw new AppError(
    "BAD_REQUEST",
    `${name} is neither a backup, nor a snapshot (SQLite), nor an export (NDJSON)`,
  );
}

/**
 * Restores the torrents of an export or a snapshot.
 * @throws {AppError} CONFLICT when the index is not empty and merging was not asked for
 */
export async function restoreTorrentFile(
  ctx: Context,
  name: string,
  kind: Exclude<RestorableKind, "backup">,
  options: { merge: boolean; onProgress?: RestoreProgress },
): Promise<RestoreResult> {
  const { merge, onProgress = () => undefined } = options;
  if (!merge) await requireEmptyIndex(ctx);
  return kind === "ndjson"
    ? restoreNdjson(ctx, name, onProgress)
    : restoreSnapshot(ctx, name, onProgress);
}

async function restoreNdjson(
  ctx: Context,
  name: string,
  onProgress: RestoreProgress,
): Promise<RestoreResult> {
  const restore = new TorrentRestore(ctx);
  const { size } = await stat(name);
  const stream = createReadStream(name);
  let records = 0;
  for await (const line of readLines(stream, MAX_LINE_BYTES)) {
    if (line === OVERLONG_LINE) restore.reject("$", "expected a line of at most 192 MiB");
    else if (line.trim() !== "") await restore.add(parseJson(line));
    onProgress(stream.bytesRead, size, (records += 1));
  }
  return restore.finish();
}

async function restoreSnapshot(
  ctx: Context,
  name: string,
  onProgress: RestoreProgress,
): Promise<RestoreResult> {
  const restore = new TorrentRestore(ctx);
  const snapshot = openSnapshot(name);
  try {
    let records = 0;
    for (const record of snapshot.records()) {
      await restore.add(record);
      onProgress((records += 1), snapshot.torrents, records);
    }
    return await restore.finish();
  } finally {
    snapshot.close();
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // No record is a text: the check of the record reports it.
    return line;
  }
}
