import { AppError, openProcedure, procedure } from "@minato/kit";
import { z } from "zod";

import "./context.ts";
import { checkHealth, Health } from "./check-health.ts";
import { FailedJob, QueueDepth } from "./job-queue.ts";

const tags = ["System"];

const health = openProcedure
  .route({ method: "GET", path: "/health", summary: "Whether the program can work now", tags })
  .output(Health)
  .handler(({ context }) => checkHealth(context.ctx));

const list = procedure("admin")
  .route({
    method: "GET",
    path: "/system/jobs",
    summary: "Queues with their depth, and the jobs that failed",
    tags,
  })
  .input(z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }))
  .output(z.object({ queues: z.array(QueueDepth), failed: z.array(FailedJob) }))
  .handler(async ({ context: { ctx }, input }) => ({
    queues: await ctx.jobs.depths(),
    failed: await ctx.jobs.failed(input.limit),
  }));

const retry = procedure("admin")
  .route({
    method: "POST",
    path: "/system/jobs/{id}/retry",
    summary: "Try a failed job again",
    successStatus: 204,
    tags,
  })
  .errors({ NOT_FOUND: { message: "No failed job with this id" } })
  .input(z.object({ id: z.uuid() }))
  .handler(async ({ context: { ctx }, input }) => {
    if (await ctx.jobs.retry(input.id)) return;
    throw new AppError("NOT_FOUND", "No failed job with this id");
  });

/** Procedures of the module, by their names in the typed API. */
export const systemRouter = { sys: { health, jobs: { list, retry } } };
