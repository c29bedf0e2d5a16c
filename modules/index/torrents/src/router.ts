import { procedure } from "@minato/kit";
import { z } from "zod";

import "./context.ts";
import { findTorrentId } from "./find-torrent.ts";
import { IngestRecord, IngestResult } from "./ingest-record.ts";
import { Intake, IntakeInput, listIntake } from "./list-intake.ts";
import { loadFiles, loadTorrent, TorrentRecord } from "./torrent-record.ts";

const tags = ["Torrents"];

const ByInfoHash = z.object({
  infoHash: z.string().describe("40 hex, 32 base32 or 64 hex characters"),
});

const NOT_FOUND = { NOT_FOUND: { message: "No torrent with this info hash" } };

/** Bodies over RPC and in the document; `http.ts` takes the same path with every other form. */
const IngestBody = z.union([
  z.object({ torrents: z.array(z.unknown()).max(100_000) }),
  z.array(z.unknown()).max(100_000),
  IngestRecord,
]);

const ingest = procedure("ingest")
  .route({
    method: "POST",
    path: "/torrents/ingest",
    summary: "Take in torrents",
    description:
      "One record, an array of them, or {torrents: […]} as JSON up to 32 MiB, or NDJSON " +
      "(application/x-ndjson) of any length, streamed. Bad records are reported; the others land.",
    tags,
  })
  .input(IngestBody)
  .output(IngestResult)
  .handler(({ context, input }) => {
    const records = Array.isArray(input)
      ? input
      : "torrents" in input && Array.isArray(input.torrents)
        ? input.torrents
        : [input];
    const sourceName =
      context.headers.get("x-minato-scraper")?.slice(0, 100) ?? context.principal.name;
    return context.ctx.torrents.ingestThread.takeRecords(records, { sourceName });
  });

const get = procedure("search")
  .route({
    method: "GET",
    path: "/torrents/{infoHash}",
    summary: "Everything about a torrent",
    tags,
  })
  .errors(NOT_FOUND)
  .input(ByInfoHash)
  .output(TorrentRecord)
  .handler(async ({ context: { ctx }, input }) => {
    const torrentId = await findTorrentId(ctx, input.infoHash);
    ctx.torrents.requests.note(torrentId);
    return loadTorrent(ctx, torrentId);
  });

const files = procedure("search")
  .route({
    method: "GET",
    path: "/torrents/{infoHash}/files",
    summary: "The files of a torrent",
    tags,
  })
  .errors(NOT_FOUND)
  .input(ByInfoHash)
  .output(
    z.object({
      items: z.array(z.object({ path: z.string(), size: z.int().describe("Bytes") })),
      total: z.int(),
    }),
  )
  .handler(async ({ context: { ctx }, input }) => {
    const items = await loadFiles(ctx, await findTorrentId(ctx, input.infoHash));
    return { items, total: items.length };
  });

const intake = procedure("admin")
  .route({
    method: "GET",
    path: "/admin/stats/intake",
    summary: "What all sources together sent in the last hour, day or week, step by step",
    tags: ["Administration"],
  })
  .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
  .input(IntakeInput)
  .output(Intake)
  .handler(({ context, input }) => listIntake(context.ctx, input));

/** Procedures of the module, by their names in the typed API. */
export const torrentsRouter = { torrents: { ingest, get, files, intake } };
