import { AppError } from "@minato/kit/app-error";
import { OVERLONG_LINE, readLines } from "@minato/kit/read-lines";
import { TimeSlice } from "@minato/kit/time-slice";

import { FieldProblem } from "./field-values.ts";
import type { IngestContext } from "./ingest-context.ts";
import type { IngestResult } from "./ingest-record.ts";
import { TorrentIngest, type IngestOrigin } from "./ingest-torrents.ts";
import { assertLength, joinChunks } from "./read-body.ts";
import { readMetainfoRecord } from "./read-metainfo-record.ts";

const MEBIBYTE = 1024 * 1024;
const MAX_LINE_BYTES = 8 * MEBIBYTE;

/** Bytes of a body that is read as a whole. */
const MAX_BYTES = {
  json: 32 * MEBIBYTE,
  files: 64 * MEBIBYTE,
  magnets: 32 * MEBIBYTE,
  "magnet-lines": 32 * MEBIBYTE,
} as const;

/** What a body holds: records, metainfo files or magnet links, each as one value or line by line. */
export type BodyForm = keyof typeof MAX_BYTES | "lines";

/** A body to take in. */
export interface IngestRequest extends IngestOrigin {
  form: BodyForm;
  /** The header, which names the boundary of a multipart body. */
  contentType: string;
  /** Who brings metainfo files. */
  uploadedBy?: string | undefined;
}

/**
 * Takes in the records of a body while it comes.
 * @throws {AppError} BAD_REQUEST when it is not what its form says, PAYLOAD_TOO_LARGE
 */
export async function ingestBody(
  ctx: IngestContext,
  request: IngestRequest,
  chunks: AsyncIterable<Uint8Array>,
): Promise<IngestResult> {
  const { form } = request;
  const ingest = new TorrentIngest(ctx, request);
  if (form === "lines") await addLines(ingest, chunks);
  else await addWhole(ingest, request, await joinChunks(chunks, MAX_BYTES[form]));
  return ingest.finish();
}

/**
 * Refuses a body by what its sender says of its length.
 * @throws {AppError} PAYLOAD_TOO_LARGE
 */
export function assertBodyLength(form: BodyForm, contentLength: number): void {
  if (form !== "lines") assertLength(contentLength, MAX_BYTES[form]);
}

async function addLines(ingest: TorrentIngest, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const slice = new TimeSlice();
  for await (const line of readLines(chunks, MAX_LINE_BYTES)) {
    if (slice.isOver()) await slice.yield();
    if (line === OVERLONG_LINE) {
      ingest.reject("$", "expected a line of at most 8 MiB");
    } else if (line.trim() !== "") {
      const value = tryParseJson(line);
      if (value === undefined) ingest.reject("$", "expected a JSON object, got no JSON");
      else await ingest.add(value);
    }
  }
}

async function addWhole(
  ingest: TorrentIngest,
  { form, contentType, uploadedBy }: IngestRequest,
  body: Buffer<ArrayBuffer>,
): Promise<void> {
  if (form === "files") {
    await addFiles(ingest, await readUploads(body, contentType), uploadedBy);
  } else if (form === "json") {
    await addAll(ingest, listRecords(parseJson(body)));
  } else {
    const magnets = form === "magnets" ? listMagnets(parseJson(body)) : body.toString().split("\n");
    await addAll(ingest, magnets.flatMap(toRecord));
  }
}

async function addAll(ingest: TorrentIngest, records: readonly unknown[]): Promise<void> {
  const slice = new TimeSlice();
  for (const record of records) {
    await ingest.add(record);
    if (slice.isOver()) await slice.yield();
  }
}

async function addFiles(
  ingest: TorrentIngest,
  files: readonly File[],
  uploadedBy: string | undefined,
): Promise<void> {
  for (const file of files) {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await ingest.addNormalized(readMetainfoRecord(bytes, uploadedBy));
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      ingest.reject(error.field, `${file.name || "file"}: ${error.message}`);
    }
  }
}

async function readUploads(body: Buffer<ArrayBuffer>, contentType: string): Promise<File[]> {
  const headers = { "content-type": contentType };
  const form = await new Response(body, { headers }).formData().catch((cause: unknown) => {
    throw new AppError("BAD_REQUEST", "The multipart body is malformed", { cause });
  });
  const files = form.getAll("file").filter((entry) => entry instanceof File);
  if (files.length > 0) return files;
  throw new AppError("BAD_REQUEST", "Expected .torrent files in the field file", {
    errors: [{ field: "file", message: "expected one or more .torrent files, got none" }],
  });
}

function listRecords(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (isObject(body)) return Array.isArray(body["torrents"]) ? body["torrents"] : [body];
  throw new AppError("BAD_REQUEST", "Expected one record, an array of them or {torrents: […]}");
}

function listMagnets(body: unknown): unknown[] {
  const { magnet, magnets } = (isObject(body) ? body : {}) as Record<string, unknown>;
  if (Array.isArray(magnets)) return magnets;
  if (typeof magnet === "string") return [magnet];
  throw new AppError("BAD_REQUEST", "Expected {magnet} or {magnets: […]}", {
    errors: [{ field: "magnet", message: "expected a magnet link or a list of them in magnets" }],
  });
}

/** None for an empty line. */
function toRecord(magnet: unknown): { magnet: unknown }[] {
  if (typeof magnet !== "string") return [{ magnet }];
  return magnet.trim() === "" ? [] : [{ magnet: magnet.trim() }];
}

function parseJson(body: Buffer): unknown {
  const value = tryParseJson(body.toString());
  if (value === undefined) throw new AppError("BAD_REQUEST", "The body is malformed JSON");
  return value;
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON text stands for undefined, so it can say that this was none.
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
