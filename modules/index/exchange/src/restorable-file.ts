import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";

import { AppError } from "@minato/kit";
import { OVERLONG_LINE, readLines } from "@minato/kit/read-lines";

import { openSnapshot, OVERSIZED_RECORD, type SnapshotOptions } from "./read-snapshot.ts";
import type { TorrentRestore } from "./restore-torrents.ts";
import type { MERGEABLE_KINDS } from "./schema.ts";

/** Files of torrents, which can be united with an index that is in use. */
export type MergeableKind = (typeof MERGEABLE_KINDS)[number];

/** Kinds of files that can be restored, told apart by how they begin. */
export type RestorableKind = MergeableKind | "backup";

/** A record of a file, and how much of the file is read with it. */
export interface RestorableEntry {
  /** Bytes of NDJSON, torrents of a snapshot. */
  done: number;
  /** Gives the record to a restore, which checks it. */
  giveTo(restore: TorrentRestore): Promise<void> | void;
}

/** A file of torrents that was opened for reading. */
export interface RestorableFile {
  /** What `done` of the last entry is about. */
  readonly total: number;
  /**
   * The entries behind the first `skipped`.
   * @throws {AppError} BAD_REQUEST where the file is damaged
   */
  entries(skipped: number): AsyncGenerator<RestorableEntry, void>;
  close(): void;
}

const SQLITE_MAGIC = Buffer.from("SQLite format 3\0");
const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const MEBIBYTE = 1024 * 1024;
/** A record with the largest metainfo there may be, in base64. */
const MAX_RECORD_BYTES = 192 * MEBIBYTE;

/**
 * Tells what a file is.
 * @param shownName what people call it; its path unless given
 * @throws {AppError} BAD_REQUEST when it is nothing that can be restored
 */
export async function detectKind(name: string, shownName = name): Promise<RestorableKind> {
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
    `${shownName} is neither a backup, nor a snapshot (SQLite), nor an export (NDJSON)`,
  );
}

/**
 * Opens a file of torrents.
 * @throws {AppError} BAD_REQUEST when it is a snapshot that cannot be read
 */
export async function openRestorable(
  name: string,
  kind: MergeableKind,
  options: Partial<SnapshotOptions> = {},
): Promise<RestorableFile> {
  const { shownName = name, maxRecordBytes = MAX_RECORD_BYTES } = options;
  return kind === "ndjson"
    ? openLines(name, maxRecordBytes)
    : openTorrents(name, { shownName, maxRecordBytes });
}

async function openLines(name: string, maxBytes: number): Promise<RestorableFile> {
  const { size } = await stat(name);
  const stream = createReadStream(name);
  // Whoever reads it meets the failure; one that nobody reads ends with `close`.
  stream.on("error", () => undefined);
  return {
    total: size,
    async *entries(skipped) {
      let number = 0;
      for await (const line of readLines(stream, maxBytes)) {
        if (line !== OVERLONG_LINE && line.trim() === "") continue;
        number += 1;
        if (number <= skipped) continue;
        yield {
          done: stream.bytesRead,
          giveTo: (restore) =>
            line === OVERLONG_LINE
              ? restore.reject("$", describeLimit(maxBytes))
              : restore.add(parseJson(line)),
        };
      }
    },
    close: () => void stream.destroy(),
  };
}

function openTorrents(name: string, options: SnapshotOptions): RestorableFile {
  const snapshot = openSnapshot(name, options);
  return {
    total: snapshot.torrents,
    async *entries(skipped) {
      let done = skipped;
      for (const record of snapshot.records(skipped)) {
        done += 1;
        yield {
          done,
          giveTo: (restore) =>
            record === OVERSIZED_RECORD
              ? restore.reject("$", describeLimit(options.maxRecordBytes))
              : restore.add(record),
        };
      }
    },
    close: () => snapshot.close(),
  };
}

function describeLimit(maxBytes: number): string {
  return `expected a record of at most ${Math.round(maxBytes / MEBIBYTE)} MiB`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // No record is a text: the check of the record reports it.
    return line;
  }
}
