import { procedure } from "@minato/kit";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { z } from "zod";

import { BulkInput } from "./bulk-input.ts";
import { BulkRun, BulkRunListInput, BulkRunPage, listRuns, loadRun } from "./bulk-run.ts";
import { deleteTorrent } from "./delete-torrent.ts";
import { cancelRun, undoRun } from "./end-bulk-run.ts";
import {
  listPurgatory,
  PurgatoryInput,
  PurgatoryPage,
  restoreByInfoHash,
} from "./list-purgatory.ts";
import { listTorrentRuns, TorrentRun } from "./list-torrent-runs.ts";
import { Budget, loadBudget } from "./load-budget.ts";
import { BudgetPlan, previewBudget } from "./plan-budget.ts";
import { CompactionPlan, planCompaction } from "./plan-compaction.ts";
import { requestBudgetRun } from "./start-budget-run.ts";
import { startBulkRun } from "./start-bulk-run.ts";
import { startCompaction } from "./start-compaction.ts";
import { startReadingRun } from "./start-reading-run.ts";

const tags = ["Bulk changes"];

const ById = z.object({ id: z.coerce.number().int().min(1) });

const NOT_FOUND = { NOT_FOUND: { message: "No run with this id" } };

const start = procedure("edit")
  .route({
    method: "POST",
    path: "/torrents/bulk",
    summary: "Change all results of a query, or many named torrents",
    description:
      "Which torrents are meant is fixed at once, up to 1,000,000; a job changes them in batches. " +
      "Deleted ones can be brought back for some days, corrections can be taken back.",
    successStatus: 202,
    tags,
  })
  .errors({ BAD_REQUEST: {}, SERVICE_UNAVAILABLE: {} })
  .input(BulkInput)
  .output(BulkRun)
  .handler(({ context, input }) => startBulkRun(context, input));

const list = procedure("edit")
  .route({ method: "GET", path: "/torrents/bulk", summary: "Runs, the newest first", tags })
  .input(BulkRunListInput)
  .output(BulkRunPage)
  .handler(({ context, input }) => listRuns(context.ctx, input));

const get = procedure("edit")
  .route({ method: "GET", path: "/torrents/bulk/{id}", summary: "A run with its progress", tags })
  .errors(NOT_FOUND)
  .input(ById)
  .output(BulkRun)
  .handler(({ context, input }) => loadRun(context.ctx, input.id));

const ofTorrent = procedure("edit")
  .route({
    method: "GET",
    path: "/torrents/{infoHash}/bulk",
    summary: "Bulk changes that a torrent was part of, the newest first",
    tags,
  })
  .errors({ BAD_REQUEST: {}, NOT_FOUND: { message: "No torrent with this info hash" } })
  .input(z.object({ infoHash: z.string().min(1).max(64) }))
  .output(z.object({ items: z.array(TorrentRun) }))
  .handler(async ({ context, input }) => ({
    items: await listTorrentRuns(context.ctx, input.infoHash),
  }));

const cancel = procedure("edit")
  .route({
    method: "POST",
    path: "/torrents/bulk/{id}/cancel",
    summary: "End a run after its current batch",
    tags,
  })
  .errors({ ...NOT_FOUND, CONFLICT: {} })
  .input(ById)
  .output(BulkRun)
  .handler(({ context, input }) => cancelRun(context, input.id));

const undo = procedure("edit")
  .route({
    method: "POST",
    path: "/torrents/bulk/{id}/undo",
    summary: "Take back what a run did",
    successStatus: 202,
    tags,
  })
  .errors({ ...NOT_FOUND, CONFLICT: {} })
  .input(ById)
  .output(BulkRun)
  .handler(({ context, input }) => undoRun(context, input.id));

const remove = procedure("edit")
  .route({
    method: "DELETE",
    path: "/torrents/{infoHash}",
    summary: "Delete a torrent",
    description: "POST /upkeep/purgatory/restore brings it back for some days.",
    successStatus: 204,
    tags: ["Torrents"],
  })
  .errors({ NOT_FOUND: { message: "No torrent with this info hash" } })
  .input(z.object({ infoHash: z.string().describe("40 hex, 32 base32 or 64 hex characters") }))
  .handler(async ({ context, input }) => {
    await deleteTorrent(context, await findTorrentId(context.ctx, input.infoHash));
  });

const upkeepTags = ["Upkeep"];

const getBudget = procedure("admin")
  .route({
    method: "GET",
    path: "/upkeep/budget",
    summary: "What the database takes, and its limit",
    tags: upkeepTags,
  })
  .input(z.object({}).optional())
  .output(Budget)
  .handler(({ context }) => loadBudget(context.ctx));

const previewBudgetRun = procedure("admin")
  .route({
    method: "GET",
    path: "/upkeep/budget/preview",
    summary: "What the disk budget would drop and why, without dropping it",
    tags: upkeepTags,
  })
  .input(
    z.object({
      maxBytes: z.coerce
        .number()
        .int()
        .min(0)
        .optional()
        .describe("Another limit than that of the settings"),
    }),
  )
  .output(BudgetPlan)
  .handler(({ context, input }) => previewBudget(context.ctx, input.maxBytes));

const runBudget = procedure("admin")
  .route({
    method: "POST",
    path: "/upkeep/budget/run",
    summary: "Drop what exceeds the disk budget",
    description: "What the preview lists; progress, cancelling and undo are those of bulk changes.",
    successStatus: 202,
    tags: upkeepTags,
  })
  .errors({ BAD_REQUEST: {}, CONFLICT: {} })
  .input(z.object({}).optional())
  .output(BulkRun)
  .handler(({ context }) => requestBudgetRun(context));

const previewCompaction = procedure("admin")
  .route({
    method: "GET",
    path: "/upkeep/compact",
    summary: "How much space the system would get back, and what that needs",
    tags: upkeepTags,
  })
  .input(z.object({}).optional())
  .output(CompactionPlan)
  .handler(({ context }) => planCompaction(context.ctx));

const runCompaction = procedure("admin")
  .route({
    method: "POST",
    path: "/upkeep/compact",
    summary: "Give unused space back to the system, one table after the other",
    description: "Nobody can use a table while it is written anew.",
    successStatus: 202,
    tags: upkeepTags,
  })
  .errors({ CONFLICT: {} })
  .input(
    z.object({
      trustDisk: z
        .boolean()
        .default(false)
        .describe("The database is elsewhere and there is enough space"),
    }),
  )
  .output(BulkRun)
  .handler(({ context, input }) => startCompaction(context, input));

const reclassify = procedure("admin")
  .route({
    method: "POST",
    path: "/admin/reclassify",
    summary: "Read names anew, in the background",
    description:
      "Every name, or those that a preview found to change. Progress and cancelling are those of " +
      "bulk changes; corrections stay.",
    successStatus: 202,
    tags: ["Administration"],
  })
  .errors({ BAD_REQUEST: {}, ...NOT_FOUND, CONFLICT: {} })
  .input(
    z
      .object({
        previewId: z.int().min(1).optional().describe("A finished preview: only what it found"),
      })
      .optional(),
  )
  .output(BulkRun)
  .handler(({ context, input }) => startReadingRun(context, input?.previewId));

const listPurged = procedure("edit")
  .route({
    method: "GET",
    path: "/upkeep/purgatory",
    summary: "Deleted torrents that can be brought back",
    tags: upkeepTags,
  })
  .input(PurgatoryInput)
  .output(PurgatoryPage)
  .handler(({ context, input }) => listPurgatory(context.ctx, input));

const restorePurged = procedure("edit")
  .route({
    method: "POST",
    path: "/upkeep/purgatory/restore",
    summary: "Bring deleted torrents back",
    tags: upkeepTags,
  })
  .errors({ BAD_REQUEST: {} })
  .input(z.object({ infoHashes: z.array(z.string().max(64)).min(1).max(500) }))
  .output(z.object({ restored: z.int() }))
  .handler(({ context, input }) => restoreByInfoHash(context, input.infoHashes));

/** Procedures of the module, by their names in the typed API. */
export const upkeepRouter = {
  admin: { reclassify },
  torrents: { delete: remove, bulk: { start, list, get, ofTorrent, cancel, undo } },
  upkeep: {
    budget: { get: getBudget, preview: previewBudgetRun, run: runBudget },
    compact: { preview: previewCompaction, run: runCompaction },
    purgatory: { list: listPurged, restore: restorePurged },
  },
};
