/**
 * Reads magnetico's database: tables torrents (id, info_hash, name, total_size, discovered_on, and
 * since its third version updated_on, n_seeders, n_leechers) and files (torrent_id, size, path), as
 * its migrations describe them.
 */
import { realpathSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";

import { AppError } from "@minato/kit";

import type { ForeignTorrent } from "./foreign-record.ts";
import type { ForeignIndex, ForeignPage } from "./import-foreign.ts";

const PAGE_SIZE = 500;
/** A page with very long file lists ends early. */
const PAGE_FILES = 100_000;
const MAX_FILES = 20_000;
const LATEST_SECONDS = 4_102_444_799;

const TORRENT_COLUMNS = ["id", "info_hash", "name", "total_size", "discovered_on"];
const COUNT_COLUMNS = ["updated_on", "n_seeders", "n_leechers"];
const FILE_COLUMNS = ["torrent_id", "size", "path"];

type Row = Record<string, null | number | bigint | string | Uint8Array>;

/**
 * Opens magnetico's database for reading.
 * @throws {AppError} BAD_REQUEST when the file is none
 */
export function openMagnetico(name: string): ForeignIndex {
  const path = realpathSync(name);
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const hasCounts = checkTables(database, name);
    const counts = hasCounts ? `, ${COUNT_COLUMNS.join(", ")}` : "";
    const torrents = database.prepare(
      `select ${TORRENT_COLUMNS.join(", ")}${counts} from torrents where id > ? order by id`,
    );
    const files = database.prepare(
      `select size, path from files where torrent_id = ? order by id limit ${MAX_FILES}`,
    );
    const total = database.prepare("select count(*) as count from torrents").get();
    return {
      origin: `magnetico ${path}`,
      total: Number(total?.["count"] ?? 0),
      pages: (position) => readPages(torrents, files, Number(position ?? 0)),
      close: async () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Checks the tables, and says whether swarm numbers are kept. */
function checkTables(database: DatabaseSync, name: string): boolean {
  const columnsOf = (table: string): Set<unknown> => {
    try {
      const rows = database.prepare("select name from pragma_table_info(?)").all(table);
      return new Set(rows.map((row) => row["name"]));
    } catch (cause) {
      throw new AppError("BAD_REQUEST", `${name} is no SQLite file`, { cause });
    }
  };
  const torrents = columnsOf("torrents");
  const files = columnsOf("files");
  const missing =
    TORRENT_COLUMNS.find((column) => !torrents.has(column)) ??
    FILE_COLUMNS.find((column) => !files.has(column));
  if (missing !== undefined) {
    throw new AppError("BAD_REQUEST", `${name} is no database of magnetico: it lacks ${missing}`);
  }
  return COUNT_COLUMNS.every((column) => torrents.has(column));
}

async function* readPages(
  torrents: StatementSync,
  files: StatementSync,
  from: number,
): AsyncGenerator<ForeignPage, void> {
  let page: ForeignTorrent[] = [];
  let pageFiles = 0;
  let position = from;
  // The rows are walked, not gathered: a torrent may have any number of files.
  for (const row of torrents.iterate(from) as Iterable<Row>) {
    position = Number(row["id"]);
    const torrent = toTorrent(row, files.all(position) as Row[]);
    page.push(torrent);
    pageFiles += torrent.files.length;
    if (page.length < PAGE_SIZE && pageFiles < PAGE_FILES) continue;
    yield { position: `${position}`, torrents: page };
    page = [];
    pageFiles = 0;
  }
  if (page.length > 0) yield { position: `${position}`, torrents: page };
}

function toTorrent(row: Row, files: readonly Row[]): ForeignTorrent {
  const { info_hash: infoHash, updated_on: updatedOn } = row;
  const discoveredAt = toIso(row["discovered_on"]);
  const isCounted = updatedOn !== null && updatedOn !== undefined;
  return {
    infoHash: infoHash instanceof Uint8Array ? Buffer.from(infoHash).toString("hex") : "",
    name: String(row["name"]),
    size: Number(row["total_size"]),
    isPrivate: false,
    files: files.map(({ path, size }) => ({ path: String(path), size: Number(size) })),
    discoveredAt,
    sources: [
      {
        name: "dht",
        firstSeenAt: discoveredAt,
        lastSeenAt: isCounted ? toIso(updatedOn) : discoveredAt,
        seeders: isCounted ? toCount(row["n_seeders"]) : undefined,
        leechers: isCounted ? toCount(row["n_leechers"]) : undefined,
        publishedAt: undefined,
      },
    ],
    contentType: undefined,
    contentIds: {},
  };
}

function toCount(value: Row[string] | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/** Unix seconds; what is out of range becomes the epoch, which the check of the record takes. */
function toIso(value: Row[string] | undefined): string {
  const seconds = Number(value);
  const isDate = Number.isInteger(seconds) && seconds >= 0 && seconds <= LATEST_SECONDS;
  return new Date(isDate ? seconds * 1000 : 0).toISOString();
}
