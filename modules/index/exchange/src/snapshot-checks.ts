import type { DatabaseSync } from "node:sqlite";

import { AppError } from "@minato/kit";

/** Columns of the primary key of each table that is read. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  meta: ["key"],
  torrents: ["id"],
  files: ["torrent_id", "position"],
  trackers: ["torrent_id", "position"],
  sources: ["torrent_id", "position"],
  external_ids: ["torrent_id", "catalogue"],
  corrections: ["torrent_id"],
  metainfo: ["torrent_id"],
};

const ORDINARY = 0;

const TOO_BIG = 18;

/** What SQLite says of a file whose content is wrong, by the lower byte of its codes. */
const DAMAGE_CODES = new Set([
  1, // ERROR: a table or a column is missing
  11, // CORRUPT
  TOO_BIG,
  20, // MISMATCH
  26, // NOTADB
]);
const SHORT_READ = 522;

/**
 * Refuses a snapshot that would compute instead of read: views and generated columns in the place of
 * tables, or tables without the key by which a torrent is found.
 * @throws {AppError} BAD_REQUEST
 */
export function checkSnapshotTables(database: DatabaseSync, name: string): void {
  const kind = database.prepare("select type from pragma_table_list(?) where schema = 'main'");
  const columns = database.prepare("select name, pk, hidden from pragma_table_xinfo(?)");
  for (const [table, key] of Object.entries(KEYS)) {
    const found = columns.all(table);
    const own = found
      .filter(({ pk }) => Number(pk) > 0)
      .toSorted((a, b) => Number(a["pk"]) - Number(b["pk"]))
      .map((column) => String(column["name"]));
    const isOurs =
      kind.get(table)?.["type"] === "table" &&
      found.every(({ hidden }) => hidden === ORDINARY) &&
      own.join() === key.join();
    if (!isOurs) {
      throw new AppError("BAD_REQUEST", `${name} is damaged: its table ${table} is none of ours`);
    }
  }
}

/** A failure of SQLite that the file is to blame for, in words; undefined for any other. */
export function snapshotDamage(error: unknown, name: string): AppError | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  const code = Number(error.errcode);
  if (!DAMAGE_CODES.has(code & 0xff) && code !== SHORT_READ) return undefined;
  return new AppError("BAD_REQUEST", `${name} is damaged: ${error.message}`, { cause: error });
}

/** True when SQLite refused to read a value for its length. */
export function isTooLong(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === TOO_BIG;
}
