import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";

import { AppError, requireScope, type HttpEnv } from "@minato/kit";
import type { Context as HonoContext, Hono } from "hono";

import { drainBody } from "./drain-body.ts";
import { findTorrentId } from "./find-torrent.ts";
import { assertBodyLength, type BodyForm } from "./ingest-body.ts";
import { buildTorrentFile } from "./torrent-file.ts";

const MAX_SOURCE_LENGTH = 100;

/** What the server gives the routes besides the request. */
interface HttpBindings {
  incoming: IncomingMessage;
}

const RECORD_FORMS = new Map<string, BodyForm>([
  ["application/json", "json"],
  ["application/x-ndjson", "lines"],
  ["application/ndjson", "lines"],
  ["application/jsonl", "lines"],
]);
const FILE_FORMS = new Map<string, BodyForm>([["multipart/form-data", "files"]]);
const MAGNET_FORMS = new Map<string, BodyForm>([
  ["application/json", "magnets"],
  ["text/plain", "magnet-lines"],
]);

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

function ingestRecords(c: HonoContext<HttpEnv>): Promise<Response> {
  const form = readForm(c, RECORD_FORMS, "application/json or application/x-ndjson");
  return ingest(c, form, c.var.request.principal?.name ?? "api");
}

function ingestFiles(c: HonoContext<HttpEnv>): Promise<Response> {
  return ingest(c, readForm(c, FILE_FORMS, "multipart/form-data"), "upload");
}

function ingestMagnets(c: HonoContext<HttpEnv>): Promise<Response> {
  return ingest(c, readForm(c, MAGNET_FORMS, "application/json or text/plain"), "upload");
}

async function ingest(
  c: HonoContext<HttpEnv>,
  form: BodyForm,
  defaultSource: string,
): Promise<Response> {
  const { ctx, principal, headers } = c.var.request;
  const sourceName = readSourceName(headers) || defaultSource;
  assertBodyLength(form, Number(headers.get("content-length") ?? 0));
  const uploadedBy = principal?.userId ?? (principal?.keyId && `key:${principal.keyId}`);
  const contentType = headers.get("content-type") ?? "";
  const request = { form, sourceName, contentType, uploadedBy: uploadedBy || undefined };
  const body = openBody(c);
  try {
    return c.json(await ctx.torrents.ingestThread.take(request, body));
  } catch (error) {
    await drainBody(body);
    throw error;
  }
}

/** The body as Node has it; as a web stream, which only tests send, each chunk would be copied. */
function openBody(c: HonoContext<HttpEnv>): Readable {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  if (incoming !== undefined) return incoming;
  return c.req.raw.body === null ? Readable.from([]) : Readable.fromWeb(c.req.raw.body);
}

function readSourceName(headers: Headers): string {
  const scraper = headers.get("x-minato-scraper")?.trim() ?? "";
  if (scraper.length <= MAX_SOURCE_LENGTH) return scraper;
  throw new AppError("BAD_REQUEST", "X-Minato-Scraper is longer than 100 characters", {
    errors: [{ field: "X-Minato-Scraper", message: "expected 1 to 100 characters" }],
  });
}

function readForm(
  c: HonoContext<HttpEnv>,
  forms: ReadonlyMap<string, BodyForm>,
  expected: string,
): BodyForm {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const form = forms.get(type);
  if (form !== undefined) return form;
  throw new AppError(
    "UNSUPPORTED_MEDIA_TYPE",
    `Expected ${expected}, got ${type || "no media type"}`,
  );
}
