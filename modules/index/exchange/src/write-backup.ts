import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";

import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { to as copyTo } from "pg-copy-streams";

import {
  MAGIC,
  writeData,
  writeFrame,
  type BackupHeader,
  type BackupTrailer,
} from "./backup-frames.ts";
import {
  listMigrations,
  listSequences,
  listTables,
  nameOf,
  quoteColumns,
  quoteTable,
  type BackupTable,
} from "./backup-tables.ts";
import { replaceFile } from "./replace-file.ts";

/** How far a backup or its restore is; the number of all rows is an estimate. */
export type RowProgress = (rows: number, totalRows: number) => void | Promise<void>;

const COMPRESSION_LEVEL = 3;

/**
 * Writes every table of the program, as they were at one moment, into a file that is either whole
 * or not there, and says how many rows it holds. It holds secrets.
 */
export function writeBackup(
  ctx: Context,
  target: string,
  onProgress: RowProgress = () => undefined,
): Promise<number> {
  return replaceFile(target, async (name) => {
    const client = await ctx.db.$client.connect();
    let broken: Error | undefined;
    const handleError = (error: Error) => (broken = error);
    client.on("error", handleError);
    try {
      await client.query("begin isolation level repeatable read read only");
      const rows = await writeAll(ctx, client, name, onProgress);
      await client.query("commit");
      return rows;
    } catch (error) {
      // Whatever state the connection is in, closing it ends the transaction.
      broken ??= error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.off("error", handleError);
      client.release(broken);
    }
  });
}

async function writeAll(
  ctx: Context,
  client: PoolClient,
  name: string,
  onProgress: RowProgress,
): Promise<number> {
  const tables = await listTables(client);
  const header: BackupHeader = {
    createdAt: ctx.now().toISOString(),
    serverVersion: await readServerVersion(client),
    migrations: await listMigrations(client),
    tables,
  };
  const totalRows = await estimateRows(client, tables);
  const rows: BackupTrailer["rows"] = {};
  let done = 0;
  async function* frames(): AsyncGenerator<Buffer, void> {
    yield MAGIC;
    yield writeFrame("H", header);
    for (const table of tables) {
      yield writeFrame("T", { schema: table.schema, name: table.name });
      const copy = client.query(
        copyTo(`copy (select ${quoteColumns(table)} from ${quoteTable(table)}) to stdout`),
      );
      // The stream gives buffers; its type does not say so.
      for await (const chunk of copy as AsyncIterable<Buffer>) {
        yield* writeData(chunk);
        await onProgress(done, totalRows);
      }
      rows[nameOf(table)] = copy.rowCount;
      done += copy.rowCount;
      await onProgress(done, totalRows);
    }
    const trailer: BackupTrailer = { rows, sequences: await listSequences(client) };
    yield writeFrame("Z", trailer);
  }
  const compress = createZstdCompress({
    params: {
      [constants.ZSTD_c_compressionLevel]: COMPRESSION_LEVEL,
      [constants.ZSTD_c_checksumFlag]: 1,
    },
  });
  await pipeline(frames, compress, createWriteStream(name));
  return done;
}

async function readServerVersion(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  return rows[0]?.version ?? 0;
}

async function estimateRows(client: PoolClient, tables: readonly BackupTable[]): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select coalesce(sum(greatest(reltuples, 0)), 0)::float8 as count from pg_class
     where oid = any($1::text[]::regclass[])`,
    [tables.map(quoteTable)],
  );
  return Math.round(rows[0]?.count ?? 0);
}
