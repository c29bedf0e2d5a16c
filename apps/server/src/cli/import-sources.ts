import { createReadStream } from "node:fs";
import { glob, open, readFile, stat } from "node:fs/promises";
import path from "node:path";

import { OVERLONG_LINE, readLines } from "@minato/kit/read-lines";
import { FieldProblem } from "@minato/torrents/field-values";
import type { TorrentIngest } from "@minato/torrents/ingest-torrents";
import { readMetainfoRecord } from "@minato/torrents/read-metainfo-record";

import { UsageError } from "./command.ts";
import type { ProgressBar } from "./progress-bar.ts";

const MAX_LINE_BYTES = 8 * 1024 * 1024;
const MAX_TORRENT_BYTES = 64 * 1024 * 1024;
const MAX_JSON_BYTES = 512 * 1024 * 1024;

/** Who a file given on the command line belongs to: whoever may run it is the operator. */
const UPLOADED_BY = undefined;

/** Takes in a file or a folder. */
export async function addFromPath(
  ingest: TorrentIngest,
  name: string,
  progress: ProgressBar,
): Promise<void> {
  const stats = await stat(name);
  if (stats.isDirectory()) await addFolder(ingest, name, progress);
  else if (name.toLowerCase().endsWith(".torrent")) await addTorrent(ingest, name);
  else if (await isJsonDocument(name)) await addJson(ingest, name, stats.size);
  else await addLines(ingest, createReadStream(name), stats.size, progress);
}

/** Takes in NDJSON or magnet links until standard input ends. */
export function addFromStandardInput(ingest: TorrentIngest, progress: ProgressBar): Promise<void> {
  return addLines(ingest, process.stdin, undefined, progress);
}

async function addFolder(
  ingest: TorrentIngest,
  folder: string,
  progress: ProgressBar,
): Promise<void> {
  const names = await Array.fromAsync(glob("**/*.torrent", { cwd: folder }));
  for (const [done, name] of names.toSorted().entries()) {
    await addTorrent(ingest, path.join(folder, name));
    progress.update(done + 1, names.length, done + 1);
  }
}

async function addTorrent(ingest: TorrentIngest, name: string): Promise<void> {
  const { size } = await stat(name);
  if (size > MAX_TORRENT_BYTES) {
    ingest.reject("info", `${name}: expected at most 64 MiB, got ${size} bytes`);
    return;
  }
  try {
    await ingest.addNormalized(readMetainfoRecord(await readFile(name), UPLOADED_BY));
  } catch (error) {
    if (!(error instanceof FieldProblem)) throw error;
    ingest.reject(error.field, `${name}: ${error.message}`);
  }
}

async function addLines(
  ingest: TorrentIngest,
  stream: AsyncIterable<Uint8Array>,
  totalBytes: number | undefined,
  progress: ProgressBar,
): Promise<void> {
  let bytes = 0;
  let lines = 0;
  async function* counted() {
    for await (const chunk of stream) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  for await (const line of readLines(counted(), MAX_LINE_BYTES)) {
    if (line === OVERLONG_LINE) ingest.reject("$", "expected a line of at most 8 MiB");
    else if (line.trim() !== "") await addLine(ingest, line.trim());
    lines += 1;
    progress.update(bytes, totalBytes, lines);
  }
}

async function addLine(ingest: TorrentIngest, line: string): Promise<void> {
  if (/^magnet:/i.test(line)) {
    await ingest.add({ magnet: line });
    return;
  }
  const value = parseJson(line);
  if (value === undefined) ingest.reject("$", "expected a JSON object or a magnet link");
  else await ingest.add(value);
}

/** One JSON value over the whole file, rather than one a line. */
async function isJsonDocument(name: string): Promise<boolean> {
  const file = await open(name);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const start = buffer.toString("utf8", 0, bytesRead).trimStart();
    if (start.startsWith("[")) return true;
    const firstLine = start.split("\n")[0] ?? "";
    return start.startsWith("{") && start.includes("\n") && parseJson(firstLine) === undefined;
  } finally {
    await file.close();
  }
}

async function addJson(ingest: TorrentIngest, name: string, size: number): Promise<void> {
  if (size > MAX_JSON_BYTES) throw new UsageError(`${name} is too large for JSON; use NDJSON`);
  const value = parseJson(await readFile(name, "utf8"));
  if (value === undefined) throw new UsageError(`${name} is malformed JSON`);
  const isWrapped = typeof value === "object" && value !== null && "torrents" in value;
  const records = isWrapped ? value.torrents : value;
  for (const record of Array.isArray(records) ? records : [value]) await ingest.add(record);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON text stands for undefined, so it can say that this was none.
    return undefined;
  }
}
