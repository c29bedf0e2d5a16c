import { DatabaseSync } from "node:sqlite";

import { AppError } from "@minato/kit";

import { CATALOGUE_FIELDS } from "./export-record.ts";
import { SNAPSHOT_APPLICATION_ID, SNAPSHOT_FORMAT } from "./snapshot-schema.ts";

const PAGE_SIZE = 500;

type Row = Record<string, null | number | string | Uint8Array>;

/** Tables of which a torrent has any number of rows, in the order of their position. */
const LISTS = ["files", "trackers", "sources"] as const;

/** A portable snapshot that was opened for reading. */
export interface Snapshot {
  readonly torrents: number;
  /** Every torrent as an `ExportRecord` whose values are not checked yet. */
  records(): Generator<unknown, void>;
  close(): void;
}

/**
 * Opens a portable snapshot.
 * @throws {AppError} BAD_REQUEST when the file is none, or of a later kind
 */
export function openSnapshot(name: string): Snapshot {
  const database = new DatabaseSync(name, { readOnly: true, readBigInts: false });
  try {
    const torrents = checkFormat(database, name);
    return {
      torrents,
      records: () => readRecords(database),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkFormat(database: DatabaseSync, name: string): number {
  const applicationId = database.prepare("pragma application_id").get()?.["application_id"];
  if (applicationId !== SNAPSHOT_APPLICATION_ID) {
    throw new AppError("BAD_REQUEST", `${name} is a SQLite file, but no Minato snapshot`);
  }
  const rows = database.prepare("select key, value from meta").all();
  const meta = new Map(rows.map((row) => [String(row["key"]), String(row["value"])]));
  const version = meta.get("version") ?? "";
  if (meta.get("format") !== SNAPSHOT_FORMAT || !version.startsWith("1.")) {
    throw new AppError(
      "BAD_REQUEST",
      `${name} is a snapshot of version ${version || "unknown"}; this program reads version 1`,
    );
  }
  return Number(meta.get("torrents") ?? 0);
}

function* readRecords(database: DatabaseSync): Generator<unknown, void> {
  const page = database.prepare("select * from torrents where id > ? order by id limit ?");
  const lists = LISTS.map((table) =>
    database.prepare(`select * from ${table} where torrent_id = ? order by position`),
  );
  const externalIds = database.prepare("select * from external_ids where torrent_id = ?");
  const correction = database.prepare("select * from corrections where torrent_id = ?");
  const metainfo = database.prepare("select * from metainfo where torrent_id = ?");
  for (let afterId = 0; ;) {
    const torrents = page.all(afterId, PAGE_SIZE) as Row[];
    for (const torrent of torrents) {
      const id = Number(torrent["id"]);
      const [files = [], trackers = [], sources = []] = lists.map((list) => list.all(id) as Row[]);
      yield {
        ...toTorrent(torrent),
        files: files.length === 0 ? undefined : files.map(pick("path", "size")),
        trackers: trackers.length === 0 ? undefined : trackers.map((row) => row["url"]),
        sources: sources.map(toSource),
        ...toExternalIds(externalIds.all(id) as Row[]),
        correction: toCorrection(correction.get(id) as Row | undefined),
        metainfo: toMetainfo(metainfo.get(id) as Row | undefined),
      };
    }
    const last = torrents.at(-1);
    if (last === undefined || torrents.length < PAGE_SIZE) return;
    afterId = Number(last["id"]);
  }
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
