import { AppError, requireScope, type HttpEnv, type RequestContext } from "@minato/kit";
import { OVERLONG_LINE, readLines } from "@minato/kit/read-lines";
import { TimeSlice } from "@minato/kit/time-slice";
import type { Context as HonoContext, Hono } from "hono";

import { drainBody } from "./drain-body.ts";
import { FieldProblem } from "./field-values.ts";
import { findTorrentId } from "./find-torrent.ts";
import { TorrentIngest, type IngestOrigin } from "./ingest-torrents.ts";
import { readBody } from "./read-body.ts";
import { readMetainfoRecord } from "./read-metainfo-record.ts";
import { buildTorrentFile } from "./torrent-file.ts";

const MEBIBYTE = 1024 * 1024;
const MAX_JSON_BYTES = 32 * MEBIBYTE;
const MAX_LINE_BYTES = 8 * MEBIBYTE;
const MAX_UPLOAD_BYTES = 64 * MEBIBYTE;
const MAX_SOURCE_LENGTH = 100;

const NDJSON_TYPES = new Set(["application/x-ndjson", "application/ndjson", "application/jsonl"]);

/** Ingest in every form, and the download of metainfo. */
export function torrentsHttp(app: Hono<HttpEnv>): void {
  for (const path of ["/api/v1/torrents/ingest", "/api/ingest"]) {
    app.post(path, requireScope("ingest"), ingestRecords);
    app.post(`${path}/file`, requireScope("ingest"), ingestFiles);
    app.post(`${path}/magnet`, requireScope("ingest"), ingestMagnets);
  }
  app.get("/api/v1/torrents/:infoHash/torrent", requireScope("download"), async (c) => {
    const { ctx, principal } = c.var.request;
    const torrentId = await findTorrentId(ctx, c.req.param("infoHash"));
    const file = await buildTorrentFile(ctx, torrentId, principal);
    if (file === undefined)
      throw new AppError("NOT_FOUND", "No metainfo is stored for this torrent");
    ctx.torrents.requests.note(torrentId);
    return c.body(file.bytes, 200, {
      "content-type": "application/x-bittorrent",
      "content-disposition": file.contentDisposition,
    });
  });
}

async function ingestRecords(c: HonoContext<HttpEnv>): Promise<Response> {
  const type = mediaType(c);
  const ingest = startIngest(c.var.request);
  if (type === "application/json") {
    const slice = new TimeSlice();
    for (const record of listRecords(await readJson(c.req.raw))) {
      await ingest.add(record);
      if (slice.isOver()) await slice.yield();
    }
  } else if (NDJSON_TYPES.has(type)) {
    await addLines(ingest, c.req.raw);
  } else {
    throw unsupported("application/json or application/x-ndjson", type);
  }
  return c.json(await ingest.finish());
}

async function addLines(ingest: TorrentIngest, request: Request): Promise<void> {
  // Cancelling the stream would cut the connection before a failure is answered.
  const chunks = request.body?.values({ preventCancel: true }) ?? emptyStream();
  const slice = new TimeSlice();
  try {
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
  } catch (error) {
    await drainBody(request);
    throw error;
  }
}

async function ingestFiles(c: HonoContext<HttpEnv>): Promise<Response> {
  if (mediaType(c) !== "multipart/form-data")
    throw unsupported("multipart/form-data", mediaType(c));
  const { principal } = c.var.request;
  const files = await readUploads(c.req.raw);
  const ingest = startIngest(c.var.request, "upload");
  const uploadedBy = principal?.userId ?? (principal?.keyId && `key:${principal.keyId}`);
  for (const file of files) {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await ingest.addNormalized(readMetainfoRecord(bytes, uploadedBy || undefined));
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      ingest.reject(error.field, `${file.name || "file"}: ${error.message}`);
    }
  }
  return c.json(await ingest.finish());
}

async function readUploads(request: Request): Promise<File[]> {
  const body = await readBody(request, MAX_UPLOAD_BYTES);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const form = await new Response(body, { headers }).formData().catch((cause: unknown) => {
    throw new AppError("BAD_REQUEST", "The multipart body is malformed", { cause });
  });
  const files = form.getAll("file").filter((entry) => entry instanceof File);
  if (files.length > 0) return files;
  throw new AppError("BAD_REQUEST", "Expected .torrent files in the field file", {
    errors: [{ field: "file", message: "expected one or more .torrent files, got none" }],
  });
}

async function ingestMagnets(c: HonoContext<HttpEnv>): Promise<Response> {
  const type = mediaType(c);
  const ingest = startIngest(c.var.request, "upload");
  if (type !== "application/json" && type !== "text/plain") {
    throw unsupported("application/json or text/plain", type);
  }
  const magnets =
    type === "text/plain"
      ? (await readBody(c.req.raw, MAX_JSON_BYTES)).toString().split("\n")
      : listMagnets(await readJson(c.req.raw));
  for (const magnet of magnets) {
    if (typeof magnet === "string" && magnet.trim() === "") continue;
    await ingest.add({ magnet: typeof magnet === "string" ? magnet.trim() : magnet });
  }
  return c.json(await ingest.finish());
}

function listMagnets(body: unknown): unknown[] {
  const { magnet, magnets } = (isObject(body) ? body : {}) as Record<string, unknown>;
  if (Array.isArray(magnets)) return magnets;
  if (typeof magnet === "string") return [magnet];
  throw new AppError("BAD_REQUEST", "Expected {magnet} or {magnets: […]}", {
    errors: [{ field: "magnet", message: "expected a magnet link or a list of them in magnets" }],
  });
}

function listRecords(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (isObject(body)) return Array.isArray(body["torrents"]) ? body["torrents"] : [body];
  throw new AppError("BAD_REQUEST", "Expected one record, an array of them or {torrents: […]}");
}

function startIngest(request: RequestContext, defaultSource?: string): TorrentIngest {
  const scraper = request.headers.get("x-minato-scraper")?.trim() ?? "";
  if (scraper.length > MAX_SOURCE_LENGTH) {
    throw new AppError("BAD_REQUEST", "X-Minato-Scraper is longer than 100 characters", {
      errors: [{ field: "X-Minato-Scraper", message: "expected 1 to 100 characters" }],
    });
  }
  const origin: IngestOrigin = {
    sourceName: scraper || defaultSource || request.principal?.name || "api",
  };
  return new TorrentIngest(request.ctx, origin);
}

async function readJson(request: Request): Promise<unknown> {
  const value = tryParseJson((await readBody(request, MAX_JSON_BYTES)).toString());
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

function mediaType(c: HonoContext<HttpEnv>): string {
  return (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

function unsupported(expected: string, got: string): AppError {
  return new AppError(
    "UNSUPPORTED_MEDIA_TYPE",
    `Expected ${expected}, got ${got || "no media type"}`,
  );
}

async function* emptyStream(): AsyncGenerator<Uint8Array> {}
