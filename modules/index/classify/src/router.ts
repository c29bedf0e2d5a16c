import { AppError, procedure } from "@minato/kit";
import { correctTorrent, Correction } from "@minato/torrents/correct-torrent";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { loadTorrent, TorrentRecord } from "@minato/torrents/torrent-record";
import { z } from "zod";

import { classifyTorrents } from "./classify-torrents.ts";
import { IndexStats, loadIndexStats } from "./index-stats.ts";
import { findNewestPreview, loadPreview, Preview, PREVIEW_SCOPES } from "./previews/preview.ts";
import { cancelPreview, startPreview } from "./previews/start-preview.ts";
import { rulesRouter } from "./rules/rules-router.ts";

const redo = procedure("edit")
  .route({
    method: "POST",
    path: "/torrents/{infoHash}/enrichment/redo",
    summary: "Read a torrent's name and files anew",
    tags: ["Torrents"],
  })
  .errors({ NOT_FOUND: { message: "No torrent with this info hash" } })
  .input(z.object({ infoHash: z.string() }))
  .output(TorrentRecord)
  .handler(async ({ context: { ctx }, input }) => {
    const torrentId = await findTorrentId(ctx, input.infoHash);
    await classifyTorrents(ctx, [torrentId]);
    return loadTorrent(ctx, torrentId);
  });

const update = procedure("edit")
  .route({
    method: "PATCH",
    path: "/torrents/{infoHash}",
    summary: "Correct a torrent",
    description: "A correction is never overridden by a later ingest or by the classifier.",
    tags: ["Torrents"],
  })
  .errors({ NOT_FOUND: { message: "No torrent with this info hash" } })
  .input(z.object({ infoHash: z.string() }).extend(Correction.shape))
  .output(TorrentRecord)
  .handler(async ({ context, input: { infoHash, ...correction } }) => {
    if (Object.values(correction).every((value) => value === undefined)) {
      throw new AppError("BAD_REQUEST", "Expected at least one field to correct");
    }
    const torrentId = await findTorrentId(context.ctx, infoHash);
    await correctTorrent(context, torrentId, correction);
    // The job of the change would come to the same; this way the answer shows it.
    await classifyTorrents(context.ctx, [torrentId]);
    return loadTorrent(context.ctx, torrentId);
  });

const previewTags = ["Classification"];

const ById = z.object({ id: z.coerce.number().int().min(1) });

const UNKNOWN_PREVIEW = { NOT_FOUND: { message: "No preview with this id" } };

const startReading = procedure("admin")
  .route({
    method: "POST",
    path: "/classification/previews",
    summary: "Find out what reading names anew would change, without changing it",
    description:
      "A job looks through all torrents in steps. admin.reclassify with its id changes what it found.",
    successStatus: 202,
    tags: previewTags,
  })
  .errors({ CONFLICT: {} })
  .input(z.object({ scope: z.enum(PREVIEW_SCOPES).default("stale") }))
  .output(Preview)
  .handler(({ context, input }) => startPreview(context, input.scope));

const getPreview = procedure("admin")
  .route({
    method: "GET",
    path: "/classification/previews/{id}",
    summary: "A preview with its progress",
    tags: previewTags,
  })
  .errors(UNKNOWN_PREVIEW)
  .input(ById)
  .output(Preview)
  .handler(({ context, input }) => loadPreview(context.ctx.db.$client, input.id));

const newestPreview = procedure("admin")
  .route({
    method: "GET",
    path: "/classification/previews",
    summary: "The newest preview",
    tags: previewTags,
  })
  .input(z.object({}).optional())
  .output(z.object({ preview: Preview.nullable() }))
  .handler(async ({ context }) => ({ preview: (await findNewestPreview(context.ctx)) ?? null }));

const cancelReading = procedure("admin")
  .route({
    method: "POST",
    path: "/classification/previews/{id}/cancel",
    summary: "End a preview after the step it is at",
    tags: previewTags,
  })
  .errors({ ...UNKNOWN_PREVIEW, CONFLICT: {} })
  .input(ById)
  .output(Preview)
  .handler(({ context, input }) => cancelPreview(context, input.id));

const stats = procedure("admin")
  .route({
    method: "GET",
    path: "/admin/stats",
    summary: "What the index holds",
    tags: ["Administration"],
  })
  .output(IndexStats)
  .handler(({ context: { ctx } }) => loadIndexStats(ctx));

/** Procedures of the module, by their names in the typed API. */
export const classifyRouter = {
  torrents: { update, enrichment: { redo } },
  admin: { stats },
  classification: {
    rules: rulesRouter,
    previews: {
      start: startReading,
      get: getPreview,
      newest: newestPreview,
      cancel: cancelReading,
    },
  },
};
