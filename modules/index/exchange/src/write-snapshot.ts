import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";

import type { Context } from "@minato/kit";

import { CATALOGUE_FIELDS, type ExportRecord } from "./export-record.ts";
import { exportTorrents, type ExportOptions } from "./export-torrents.ts";
import { replaceFile } from "./replace-file.ts";
import {
  SNAPSHOT_APPLICATION_ID,
  SNAPSHOT_FORMAT,
  SNAPSHOT_INDEXES,
  SNAPSHOT_TABLES,
  SNAPSHOT_VERSION,
} from "./snapshot-schema.ts";

/** Records a write transaction: short, because SQLite works on the thread that serves requests. */
const BATCH_SIZE = 200;

/** Writes a portable snapshot that is either whole or not there, and says how many torrents it holds. */
export function writeSnapshot(
  ctx: Context,
  target: string,
  options: ExportOptions = {},
  onProgress: (done: number) => void | Promise<void> = () => undefined,
): Promise<number> {
  return replaceFile(target, async (name) => {
    const database = new DatabaseSync(name);
    try {
      return await fill(ctx, database, options, onProgress);
    } finally {
      database.close();
    }
  });
}

async function fill(
  ctx: Context,
  database: DatabaseSync,
  options: ExportOptions,
  onProgress: (done: number) => void | Promise<void>,
): Promise<number> {
  // The file is worthless until it is renamed, so it needs no journal.
  database.exec(`pragma journal_mode = off; pragma synchronous = off;
    pragma application_id = ${SNAPSHOT_APPLICATION_ID}; ${SNAPSHOT_TABLES}`);
  const insert = prepareInsert(database);
  let done = 0;
  let batch: ExportRecord[] = [];
  const flush = async () => {
    database.exec("begin");
    for (const record of batch) insert((done += 1), record);
    database.exec("commit");
    batch = [];
    await onProgress(done);
    await setImmediate();
  };
  for await (const record of exportTorrents(ctx, options)) {
    batch.push(record);
    if (batch.length >= BATCH_SIZE || record.metainfo !== undefined) await flush();
  }
  await flush();
  database.exec(SNAPSHOT_INDEXES);
  const { withSecrets = false, withMetainfo = withSecrets } = options;
  const meta = database.prepare("insert into meta values (?, ?)");
  for (const [key, value] of Object.entries({
    format: SNAPSHOT_FORMAT,
    version: SNAPSHOT_VERSION,
    created_at: ctx.now().toISOString(),
    with_metainfo: `${withMetainfo}`,
    with_secrets: `${withSecrets}`,
    torrents: `${done}`,
  })) {
    meta.run(key, value);
  }
  return done;
}

function prepareInsert(database: DatabaseSync): (id: number, record: ExportRecord) => void {
  const into = (table: string, columns: number) =>
    database.prepare(`insert into ${table} values (${Array(columns).fill("?").join(", ")})`);
  const torrents = into("torrents", 15);
  const files = into("files", 4);
  const trackers = into("trackers", 3);
  const sources = into("sources", 10);
  const externalIds = into("external_ids", 3);
  const corrections = into("corrections", 10);
  const metainfo = into("metainfo", 6);
  return (id, record) => {
    torrents.run(id, ...torrentValues(record));
    record.files?.forEach((file, position) => files.run(id, position, file.path, file.size));
    record.trackers?.forEach((url, position) => trackers.run(id, position, url));
    record.sources.forEach((source, position) =>
      sources.run(id, position, ...sourceValues(source)),
    );
    for (const [catalogue, field] of Object.entries(CATALOGUE_FIELDS)) {
      const value = record[field];
      if (value !== undefined) externalIds.run(id, catalogue, `${value}`);
    }
    if (record.correction !== undefined) {
      corrections.run(id, ...correctionValues(record.correction));
    }
    if (record.metainfo !== undefined) metainfo.run(id, ...metainfoValues(record.metainfo));
  };
}

function torrentValues(record: ExportRecord) {
  return [
    fromHex(record.infoHash),
    fromHex(record.infoHashV2),
    record.title,
    Number(record.isTitleDerived),
    record.size ?? null,
    record.fileCount,
    Number(record.private),
    toJson(record.category),
    record.publishedAt ?? null,
    record.indexedAt,
    record.seeders ?? null,
    record.leechers ?? null,
    record.snatches ?? null,
    record.checkedAt ?? null,
  ];
}

function sourceValues(source: ExportRecord["sources"][number]) {
  return [
    source.name,
    source.url ?? null,
    source.firstSeenAt,
    source.lastSeenAt,
    source.checkedAt ?? null,
    source.seeders ?? null,
    source.leechers ?? null,
    source.snatches ?? null,
  ];
}

function correctionValues(correction: NonNullable<ExportRecord["correction"]>) {
  return [
    correction.title ?? null,
    correction.contentType ?? null,
    toJson(correction.categories),
    toJson(correction.attributes),
    correction.correctedBy ?? null,
    correction.correctedAt,
    toJson(correction.tags),
    correction.hidden === undefined ? null : Number(correction.hidden),
    correction.verdict ?? null,
  ];
}

function metainfoValues(metainfo: NonNullable<ExportRecord["metainfo"]>) {
  return [
    Buffer.from(metainfo.info, "base64"),
    metainfo.pieceLayers === undefined ? null : Buffer.from(metainfo.pieceLayers, "base64"),
    Number(metainfo.isCanonical),
    toJson(metainfo.privateTrackers),
    metainfo.uploadedBy ?? null,
  ];
}

function fromHex(text: string | undefined): Buffer | null {
  return text === undefined ? null : Buffer.from(text, "hex");
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
