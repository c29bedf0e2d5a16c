import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { Context } from "@minato/kit";

import { exportTorrents, type ExportOptions } from "./export-torrents.ts";
import { replaceFile } from "./replace-file.ts";

const CHUNK_CHARACTERS = 64 * 1024;

/** Every torrent as NDJSON, in pieces of a useful size. */
export async function* serialiseTorrents(
  ctx: Context,
  options: ExportOptions,
  onProgress: (done: number) => void = () => undefined,
): AsyncGenerator<Buffer, void> {
  let text = "";
  let done = 0;
  for await (const record of exportTorrents(ctx, options)) {
    text += `${JSON.stringify(record)}\n`;
    done += 1;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = "";
    onProgress(done);
  }
  if (text !== "") yield Buffer.from(text);
  onProgress(done);
}

/** Writes every torrent as NDJSON as fast as the stream takes it. */
export async function writeNdjson(
  ctx: Context,
  output: Writable,
  options: ExportOptions,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  const pieces = serialiseTorrents(ctx, options, onProgress);
  await pipeline(Readable.from(pieces, { highWaterMark: 2 }), output);
}

/** Writes an NDJSON file that is either whole or not there. */
export function writeNdjsonFile(
  ctx: Context,
  target: string,
  options: ExportOptions,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  return replaceFile(target, (name) =>
    writeNdjson(ctx, createWriteStream(name), options, onProgress),
  );
}
