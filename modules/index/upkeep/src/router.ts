import { procedure } from "@minato/kit";
import { z } from "zod";

import { BulkInput } from "./bulk-input.ts";
import { BulkRun, BulkRunListInput, BulkRunPage, listRuns, loadRun } from "./bulk-run.ts";
import { cancelRun, undoRun } from "./end-bulk-run.ts";
import { startBulkRun } from "./start-bulk-run.ts";

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

/** Procedures of the module, by their names in the typed API. */
export const upkeepRouter = { torrents: { bulk: { start, list, get, cancel, undo } } };
