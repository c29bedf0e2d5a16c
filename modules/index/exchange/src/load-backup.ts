import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";

import { classifyTorrentsJob } from "@minato/classify/jobs";
import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import { DatabaseError, type PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";

import {
  BackupHeader,
  BackupTrailer,
  parseFrame,
  readFrames,
  TableFrame,
  type Frame,
} from "./backup-frames.ts";
import {
  listMigrations,
  listTables,
  nameOf,
  quoteColumns,
  quoteTable,
  type BackupTable,
} from "./backup-tables.ts";

/**
 * Where an instance that is in use has rows; other tables may hold what a migration put there.
 * `sources` and `trackers` are here because a running process remembers their numbers.
 */
const TELLING_TABLES = [
  "torrents",
  "sources",
  "trackers",
  "users",
  "api_keys",
  "settings",
  "audit_entries",
];

const CLASSIFY_STEP = 5000;

/** PostgreSQL's classes for values and rows that it does not take. */
const BAD_DATA_STATE = /^2[23]/;

/** How far a load is: bytes of the file, and rows of the tables that are done. */
export type LoadProgress = (bytes: number, rows: number) => void;

/**
 * Loads a backup into an empty database, all of it or nothing, and says how many rows it holds.
 * @throws {AppError} CONFLICT when the database is not empty, BAD_REQUEST when the file is no
 *   backup, is damaged, or comes from another version of the program
 */
export async function loadBackup(
  ctx: Context,
  name: string,
  onProgress: LoadProgress = () => undefined,
): Promise<number> {
  const rows = await transaction(ctx.db.$client, (client) => loadAll(client, name, onProgress));
  await classifyRest(ctx);
  return rows;
}

async function loadAll(
  client: PoolClient,
  name: string,
  onProgress: LoadProgress,
): Promise<number> {
  const file = createReadStream(name);
  const decompress = createZstdDecompress();
  // Whoever reads the frames sees the failure of either.
  const flowing = pipeline(file, decompress);
  flowing.catch(() => undefined);
  try {
    const frames = new FrameReader(readFrames(decompress as AsyncIterable<Buffer>));
    const rows = await loadFrames(client, frames, (done) => onProgress(file.bytesRead, done));
    await flowing;
    return rows;
  } catch (error) {
    throw toReadable(error);
  } finally {
    decompress.destroy();
    file.destroy();
  }
}

async function loadFrames(
  client: PoolClient,
  frames: FrameReader,
  onProgress: (rows: number) => void,
): Promise<number> {
  const header = parseFrame(BackupHeader, await frames.take("H"));
  const tables = await prepareTables(client, header);
  const rows: BackupTrailer["rows"] = {};
  let done = 0;
  for (const table of tables) {
    const named = parseFrame(TableFrame, await frames.take("T"));
    if (nameOf(named) !== nameOf(table)) throw damaged();
    const copy = client.query(
      copyFrom(`copy ${quoteTable(table)} (${quoteColumns(table)}) from stdin`),
    );
    await pipeline(Readable.from(frames.data(() => onProgress(done))), copy);
    rows[nameOf(table)] = copy.rowCount;
    done += copy.rowCount;
  }
  const trailer = parseFrame(BackupTrailer, await frames.take("Z"));
  for (const table of tables) {
    if (trailer.rows[nameOf(table)] !== rows[nameOf(table)]) throw damaged();
  }
  for (const { schema, name, lastValue } of trailer.sequences) {
    await client.query("select setval(format('%I.%I', $1::text, $2::text)::regclass, $3::bigint)", [
      schema,
      name,
      lastValue,
    ]);
  }
  // Followers of the database that was saved must not go on with the numbers of another server.
  await client.query("delete from torrent_changes");
  await client.query(
    `update change_feed set id = gen_random_uuid(), pruned_transaction_id = '0', pruned_id = 0`,
  );
  return done;
}

/** Checks that the backup fits, and empties what migrations filled. */
async function prepareTables(client: PoolClient, header: BackupHeader): Promise<BackupTable[]> {
  const migrations = await listMigrations(client);
  const missing = migrations.find((migration) => !header.migrations.includes(migration));
  const foreign = header.migrations.find((migration) => !migrations.includes(migration));
  if (missing !== undefined || foreign !== undefined) {
    throw new AppError(
      "BAD_REQUEST",
      foreign === undefined
        ? `the backup comes from an older version (it lacks migration ${missing}): restore it with that version, then update`
        : `the backup comes from a newer version (it knows migration ${foreign}): update first`,
    );
  }
  for (const table of TELLING_TABLES) {
    const { rows } = await client.query(`select from ${table} limit 1`);
    if (rows.length === 0) continue;
    throw new AppError(
      "CONFLICT",
      `the database is not empty (there are rows in ${table}): restore into a new DATA_DIR or an empty database`,
    );
  }
  const own = await listTables(client);
  const byName = new Map(own.map((table) => [nameOf(table), table]));
  for (const table of header.tables) {
    const known = byName.get(nameOf(table))?.columns ?? [];
    if (!table.columns.every((column) => known.includes(column))) throw damaged();
  }
  await client.query(`truncate ${own.map(quoteTable).join(", ")}`);
  return header.tables;
}

/** Jobs are not part of a backup: names that were waiting to be read are sent anew. */
async function classifyRest(ctx: Context): Promise<void> {
  for (let afterId = 0; ;) {
    const { rows } = await ctx.db.$client.query<{ id: number }>(
      `select t.id from torrents t left join torrent_attributes a on a.torrent_id = t.id
       where t.id > $1 and a.torrent_id is null order by t.id limit $2`,
      [afterId, CLASSIFY_STEP],
    );
    const torrentIds = rows.map(({ id }) => id);
    const last = torrentIds.at(-1);
    if (last === undefined) return;
    await ctx.send(classifyTorrentsJob, { torrentIds });
    afterId = last;
  }
}

/** Gives out the frames of a backup one after the other. */
class FrameReader {
  readonly #frames: AsyncIterator<Frame, void>;
  #next: Frame | undefined;

  constructor(frames: AsyncIterator<Frame, void>) {
    this.#frames = frames;
  }

  /** The next frame, which must be of this kind. */
  async take(kind: Frame["kind"]): Promise<Frame> {
    const frame = await this.#peek();
    if (frame?.kind !== kind) throw damaged();
    this.#next = undefined;
    return frame;
  }

  /** The data up to the next frame of another kind. */
  async *data(onFrame: () => void): AsyncGenerator<Buffer, void> {
    for (let frame = await this.#peek(); frame?.kind === "D"; frame = await this.#peek()) {
      this.#next = undefined;
      onFrame();
      yield frame.content;
    }
  }

  async #peek(): Promise<Frame | undefined> {
    this.#next ??= (await this.#frames.next()).value ?? undefined;
    return this.#next;
  }
}

function damaged(): AppError {
  return new AppError("BAD_REQUEST", "the backup is damaged");
}

/** What the decompressor or the server says of a file that was cut or changed. */
function toReadable(error: unknown): unknown {
  if (error instanceof DatabaseError && BAD_DATA_STATE.test(error.code ?? "")) {
    return new AppError("BAD_REQUEST", `the backup is damaged: ${error.message}`, { cause: error });
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isCompression = /^(ZSTD_|Z_|ERR_ZSTD|ERR_STREAM_PREMATURE_CLOSE)/.test(code);
  return isCompression
    ? new AppError("BAD_REQUEST", "the backup is damaged or was cut short", { cause: error })
    : error;
}
