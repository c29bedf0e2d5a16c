import { DatabaseSync, type StatementSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

import { AppError } from "@minato/kit";

import { CATALOGUE_FIELDS } from "./export-record.ts";
import { checkSnapshotTables, isTooLong, snapshotDamage } from "./snapshot-checks.ts";
import { SNAPSHOT_APPLICATION_ID, SNAPSHOT_FORMAT } from "./snapshot-schema.ts";

const PAGE_SIZE = 500;
/** More than a record may have; whoever checks it says so. */
const MAX_LIST = 20_001;
const MAX_META = 100;

type Row = Record<string, null | number | string | Uint8Array>;

/** Tables of which a torrent has any number of rows, in the order of their position. */
const LISTS = ["files", "trackers", "sources"] as const;

/** Stands for a torrent of which more is stored than may be held at once. */
export const OVERSIZED_RECORD = Symbol("oversized record");

/** How a snapshot is read. */
export interface SnapshotOptions {
  /** What people call the file; its path unless given. */
  shownName: string;
  /** Of any value, and of the lists of a torrent together. */
  maxRecordBytes: number;
}

/** A portable snapshot that was opened for reading. */
export interface Snapshot {
  readonly torrents: number;
  /**
   * Every torrent behind the first `skipped` as an `ExportRecord` whose values are not checked yet,
   * or `OVERSIZED_RECORD`.
   * @throws {AppError} BAD_REQUEST where the file is damaged
   */
  records(skipped?: number): Generator<unknown, void>;
  close(): void;
}

/**
 * Opens a portable snapshot. It may come from anybody: tables must be tables with the keys of ours,
 * so that reading one torrent is a short walk, and nothing is written beside the file.
 * @throws {AppError} BAD_REQUEST when the file is none, is damaged, or of a later kind
 */
export function openSnapshot(
  name: string,
  { shownName, maxRecordBytes }: SnapshotOptions,
): Snapshot {
  const address = pathToFileURL(name);
  // Nobody else works on it: neither locks nor a log of SQLite appear beside it.
  address.searchParams.set("immutable", "1");
  const database = new DatabaseSync(address, {
    readOnly: true,
    readBigInts: false,
    defensive: true,
    limits: { length: maxRecordBytes },
  });
  try {
    const torrents = checkFormat(database, shownName);
    return {
      torrents,
      *records(skipped = 0) {
        try {
          yield* readRecords(database, { shownName, maxRecordBytes }, skipped);
        } catch (error) {
          throw snapshotDamage(error, shownName) ?? error;
        }
      },
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw snapshotDamage(error, shownName) ?? error;
  }
}

function checkFormat(database: DatabaseSync, name: string): number {
  const applicationId = database.prepare("pragma application_id").get()?.["application_id"];
  if (applicationId !== SNAPSHOT_APPLICATION_ID) {
    throw new AppError("BAD_REQUEST", `${name} is a SQLite file, but no Minato snapshot`);
  }
  checkSnapshotTables(database, name);
  const rows = database.prepare("select key, value from meta limit ?").all(MAX_META);
  const meta = new Map(rows.map((row) => [String(row["key"]), String(row["value"])]));
  const version = meta.get("version") ?? "";
  if (meta.get("format") !== SNAPSHOT_FORMAT || !/^1\.\d{1,6}$/.test(version)) {
    throw new AppError(
      "BAD_REQUEST",
      `${name} is a snapshot of version ${version.slice(0, 20) || "unknown"}; this program reads version 1`,
    );
  }
  const torrents = Number(meta.get("torrents"));
  return Number.isSafeInteger(torrents) && torrents >= 0 ? torrents : 0;
}

function* readRecords(
  database: DatabaseSync,
  { shownName, maxRecordBytes }: SnapshotOptions,
  skipped: number,
): Generator<unknown, void> {
  const page = database.prepare("select id from torrents where id > ? order by id limit ?");
  const read = prepareRecord(database, maxRecordBytes);
  for (let afterId = findStart(database, skipped); afterId !== undefined;) {
    const ids = page.all(afterId, PAGE_SIZE).map((row) => Number(row["id"]));
    for (const id of ids) {
      // Where the order is broken a reader might walk in a circle.
      if (!(id > afterId)) throw new AppError("BAD_REQUEST", `${shownName} is damaged: no order`);
      afterId = id;
      yield read(id);
    }
    if (ids.length < PAGE_SIZE) return;
  }
}

/** The number before the first that is read; undefined when there are no more than are skipped. */
function findStart(database: DatabaseSync, skipped: number): number | undefined {
  if (skipped === 0) return Number.NEGATIVE_INFINITY;
  const last = database.prepare("select id from torrents order by id limit 1 offset ?");
  const id = last.get(skipped - 1)?.["id"];
  return typeof id === "number" ? id : undefined;
}

function prepareRecord(database: DatabaseSync, maxBytes: number): (id: number) => unknown {
  const torrent = database.prepare("select * from torrents where id = ?");
  const lists = LISTS.map((table) =>
    database.prepare(`select * from ${table} where torrent_id = ? order by position limit ?`),
  );
  const externalIds = database.prepare("select * from external_ids where torrent_id = ? limit ?");
  const correction = database.prepare("select * from corrections where torrent_id = ?");
  const metainfo = database.prepare("select * from metainfo where torrent_id = ?");
  return (id) => {
    try {
      const found = readLists(lists, id, maxBytes);
      if (found === undefined) return OVERSIZED_RECORD;
      const [files = [], trackers = [], sources = []] = found;
      return {
        // Where an index is broken there may be none; the check of the record says so.
        ...toTorrent((torrent.get(id) ?? {}) as Row),
        files: files.length === 0 ? undefined : files.map(pick("path", "size")),
        trackers: trackers.length === 0 ? undefined : trackers.map(({ url }) => url),
        sources: sources.map(toSource),
        ...toExternalIds(externalIds.all(id, MAX_META) as Row[]),
        correction: toCorrection(correction.get(id) as Row | undefined),
        metainfo: toMetainfo(metainfo.get(id) as Row | undefined),
      };
    } catch (error) {
      if (isTooLong(error)) return OVERSIZED_RECORD;
      throw error;
    }
  };
}

/** The rows of each list; undefined when they are too long together. */
function readLists(
  lists: readonly StatementSync[],
  id: number,
  maxBytes: number,
): Row[][] | undefined {
  let bytes = 0;
  const read: Row[][] = [];
  for (const list of lists) {
    const rows: Row[] = [];
    for (const row of list.iterate(id, MAX_LIST) as Iterable<Row>) {
      for (const value of Object.values(row)) bytes += sizeOf(value);
      if (bytes > maxBytes) return undefined;
      rows.push(row);
    }
    read.push(rows);
  }
  return read;
}

function sizeOf(value: Row[string] | undefined): number {
  return typeof value === "object" || typeof value === "string" ? (value?.length ?? 0) : 0;
}

function toTorrent(row: Row) {
  return {
    infoHash: toHex(row["info_hash"]),
    infoHashV2: toHex(row["info_hash_v2"]),
    title: row["title"],
    isTitleDerived: row["is_title_derived"] === 1,
    size: row["size"] ?? undefined,
    fileCount: row["file_count"],
    private: row["is_private"] === 1,
    category: fromJson(row["categories"]),
    publishedAt: row["published_at"] ?? undefined,
    indexedAt: row["indexed_at"],
    seeders: row["seeders"] ?? undefined,
    leechers: row["leechers"] ?? undefined,
    snatches: row["snatches"] ?? undefined,
    checkedAt: row["checked_at"] ?? undefined,
  };
}

function toSource(row: Row) {
  return {
    name: row["name"],
    url: row["url"] ?? undefined,
    firstSeenAt: row["first_seen_at"],
    lastSeenAt: row["last_seen_at"],
    checkedAt: row["checked_at"] ?? undefined,
    seeders: row["seeders"] ?? undefined,
    leechers: row["leechers"] ?? undefined,
    snatches: row["snatches"] ?? undefined,
  };
}

function toExternalIds(rows: readonly Row[]): Record<string, unknown> {
  const fields = new Map<unknown, string>(Object.entries(CATALOGUE_FIELDS));
  return Object.fromEntries(
    rows.flatMap(({ catalogue, value }) => {
      const field = fields.get(catalogue);
      if (field === undefined) return [];
      return [[field, catalogue === "musicbrainz" ? value : Number(value)]];
    }),
  );
}

function toCorrection(row: Row | undefined) {
  if (row === undefined) return undefined;
  return {
    title: row["title"] ?? undefined,
    contentType: row["content_type"] ?? undefined,
    categories: fromJson(row["categories"]),
    attributes: fromJson(row["attributes"]),
    correctedBy: row["corrected_by"] ?? undefined,
    correctedAt: row["corrected_at"],
    tags: fromJson(row["tags"]),
    hidden: typeof row["hidden"] === "number" ? row["hidden"] === 1 : undefined,
    verdict: row["verdict"] ?? undefined,
  };
}

function toMetainfo(row: Row | undefined) {
  if (row === undefined) return undefined;
  return {
    info: toBase64(row["info"]),
    pieceLayers: toBase64(row["piece_layers"]),
    isCanonical: row["is_canonical"] === 1,
    privateTrackers: fromJson(row["private_trackers"]),
    uploadedBy: row["uploaded_by"] ?? undefined,
  };
}

function pick(...names: readonly string[]) {
  return (row: Row) => Object.fromEntries(names.map((name) => [name, row[name]]));
}

function toHex(value: Row[string] | undefined): unknown {
  if (value === null || value === undefined) return undefined;
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;
}

function toBase64(value: Row[string] | undefined): unknown {
  if (value === null || value === undefined) return undefined;
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

function fromJson(value: Row[string] | undefined): unknown {
  if (value === null || value === undefined) return undefined;
  try {
    return JSON.parse(String(value));
  } catch {
    // Whoever checks the record names the field.
    return value;
  }
}
