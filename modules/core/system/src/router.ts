import { recordAudit } from "@minato/audit/record-audit";
import { openProcedure, procedure, signedInProcedure, type RequestContext } from "@minato/kit";
import { eventIterator } from "@orpc/server";
import { z } from "zod";

import { cancelJob, deleteJob, JobSelection, retryJobs } from "./change-jobs.ts";
import { checkHealth, Health } from "./check-health.ts";
import { describeProcess, PROCESS_NAME, ProcessInfo } from "./describe-process.ts";
import { JobListInput, JobPage, listJobs } from "./list-jobs.ts";
import { listSlowStatements, SlowStatements } from "./list-slow-statements.ts";
import { listWorkers, WorkerListInput, WorkerPage } from "./list-workers.ts";
import { listLogs, LogListInput, LogPage } from "./logs/list-logs.ts";

const tags = ["System"];
const JobId = z.object({ id: z.uuid() });

const health = openProcedure
  .route({ method: "GET", path: "/health", summary: "Whether the program can work now", tags })
  .output(Health)
  .handler(({ context }) => checkHealth(context.ctx));

const list = procedure("admin")
  .route({
    method: "GET",
    path: "/system/jobs",
    summary: "Queues with their depth, and jobs by state: those that failed unless told otherwise",
    tags,
  })
  .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
  .input(JobListInput)
  .output(JobPage)
  .handler(({ context, input }) => listJobs(context.ctx, input));

const retry = procedure("admin")
  .route({
    method: "POST",
    path: "/system/jobs/retry",
    summary: "Try a failed job, or every failed job of a queue, again",
    tags,
  })
  .errors({ NOT_FOUND: { message: "No failed job with this id, or no queue with this name" } })
  .input(JobSelection)
  .output(z.object({ retried: z.int() }))
  .handler(async ({ context, input }) => {
    const retried = await retryJobs(context.ctx, input);
    await audit(context, "jobs.retry", "id" in input ? input.id : input.queue, { retried });
    return { retried };
  });

const retryOne = procedure("admin")
  .route({
    method: "POST",
    path: "/system/jobs/{id}/retry",
    summary: "Try a failed job again",
    successStatus: 204,
    tags,
  })
  .errors({ NOT_FOUND: { message: "No failed job with this id" } })
  .input(JobId)
  .handler(async ({ context, input }) => {
    const retried = await retryJobs(context.ctx, input);
    await audit(context, "jobs.retry", input.id, { retried });
  });

const cancel = procedure("admin")
  .route({
    method: "POST",
    path: "/system/jobs/{id}/cancel",
    summary: "Cancel a job that waits or runs",
    successStatus: 204,
    tags,
  })
  .errors({ NOT_FOUND: { message: "No job with this id waits or runs" } })
  .input(JobId)
  .handler(async ({ context, input }) => {
    await cancelJob(context.ctx, input.id);
    await audit(context, "jobs.cancel", input.id);
  });

const remove = procedure("admin")
  .route({
    method: "DELETE",
    path: "/system/jobs/{id}",
    summary: "Delete a job that failed, was cancelled or finished",
    successStatus: 204,
    tags,
  })
  .errors({ NOT_FOUND: { message: "No job with this id has ended" } })
  .input(JobId)
  .handler(async ({ context, input }) => {
    await deleteJob(context.ctx, input.id);
    await audit(context, "jobs.delete", input.id);
  });

const workers = procedure("admin")
  .route({
    method: "GET",
    path: "/system/workers",
    summary: "Processes that run jobs, and when each was last seen",
    tags,
  })
  .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
  .input(WorkerListInput)
  .output(WorkerPage)
  .handler(({ context, input }) => listWorkers(context.ctx, input));

const events = signedInProcedure
  .route({
    method: "GET",
    path: "/events",
    summary: "What changes, while it changes",
    description:
      "A stream of server-sent events. The first names the topics this caller hears of; each later " +
      "one names those that changed, or none after twenty quiet seconds. It ends after a quarter of an hour: ask again.",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {}, SERVICE_UNAVAILABLE: {} })
  .output(
    eventIterator(
      z.object({ kind: z.enum(["open", "changed", "quiet"]), topics: z.array(z.string()) }),
    ),
  )
  .handler(({ context, signal }) => context.ctx.live.watch(context.principal, signal));

const logs = procedure("admin")
  .route({
    method: "GET",
    path: "/system/logs",
    summary: "The newest entries of the log of the process that answers",
    tags,
  })
  .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
  .input(LogListInput)
  .output(LogPage)
  .handler(({ context, input }) => ({ ...listLogs(context.ctx, input), process: PROCESS_NAME }));

const info = procedure("admin")
  .route({
    method: "GET",
    path: "/system/info",
    summary: "The process that answers, its machine and its database",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
  .output(ProcessInfo)
  .handler(({ context: { ctx } }) => describeProcess(ctx, ctx.version));

const statements = procedure("admin")
  .route({
    method: "GET",
    path: "/system/statements",
    summary: "Statements that took PostgreSQL most time, where it counts them",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
  .output(SlowStatements)
  .handler(({ context }) => listSlowStatements(context.ctx));

/** Procedures of the module, by their names in the typed API. */
export const systemRouter = {
  sys: {
    health,
    jobs: { list, retry, retryOne, cancel, delete: remove },
    workers: { list: workers },
    events,
    logs: { list: logs },
    info,
    statements,
  },
};

function audit(
  { ctx, principal, address }: RequestContext,
  action: string,
  object: string,
  after?: unknown,
): Promise<void> {
  return recordAudit(ctx, { principal, address, action, object, after });
}
