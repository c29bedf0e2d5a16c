import { recordAudit } from "@minato/audit/record-audit";
import { AppError, procedure } from "@minato/kit";
import { correctTorrent, Correction } from "@minato/torrents/correct-torrent";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { loadTorrent, TorrentRecord } from "@minato/torrents/torrent-record";
import { z } from "zod";

import { classifyTorrents } from "./classify-torrents.ts";
import { IndexStats, loadIndexStats } from "./index-stats.ts";
import { classifyEverythingJob } from "./jobs.ts";

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

const reclassify = procedure("admin")
  .route({
    method: "POST",
    path: "/admin/reclassify",
    summary: "Read every name anew, in the background",
    successStatus: 202,
    tags: ["Administration"],
  })
  .handler(async ({ context }) => {
    const { ctx, principal, address } = context;
    await ctx.send(classifyEverythingJob, { afterId: 0 });
    await recordAudit(ctx, { principal, address, action: "index.reclassify", object: "index" });
  });

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
  admin: { reclassify, stats },
};
