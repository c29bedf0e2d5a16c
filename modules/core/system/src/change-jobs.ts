import { AppError, type Context } from "@minato/kit";
import { z } from "zod";

import "./context.ts";

/** One job, or all of a queue. */
export const JobSelection = z.union([
  z.object({ id: z.uuid() }).describe("One failed job"),
  z.object({ queue: z.string().min(1).max(100) }).describe("Every failed job of a queue"),
]);

/**
 * Lets failed jobs wait for another try, and gives how many.
 * @throws {AppError} `NOT_FOUND` when no failed job has the id, or no queue the name
 */
export async function retryJobs(
  ctx: Context,
  selection: z.output<typeof JobSelection>,
): Promise<number> {
  if ("queue" in selection && !ctx.jobs.jobs.some(({ name }) => name === selection.queue)) {
    throw new AppError("NOT_FOUND", "No queue with this name");
  }
  const [condition, value] =
    "id" in selection ? ["id = $1::uuid", selection.id] : ["name = $1::text", selection.queue];
  const { rowCount } = await ctx.db.$client.query(
    `update pgboss.job set state = 'retry', retry_limit = retry_count + 1, start_after = now(),
       completed_on = null
     where ${condition} and state = 'failed'`,
    [value],
  );
  if ("id" in selection && rowCount === 0) throw missing("No failed job with this id");
  return rowCount ?? 0;
}

/**
 * Takes a job that waits or runs out of the queue; one that runs is told to end.
 * @throws {AppError} `NOT_FOUND` when no such job waits or runs
 */
export async function cancelJob(ctx: Context, id: string): Promise<void> {
  const { rowCount } = await ctx.db.$client.query(
    `update pgboss.job set state = 'cancelled', completed_on = now()
     where id = $1 and state in ('created', 'retry', 'active')`,
    [id],
  );
  if (rowCount === 0) throw missing("No job with this id waits or runs");
  ctx.jobs.abort(id);
}

/**
 * Deletes a job that failed, was cancelled or finished.
 * @throws {AppError} `NOT_FOUND` when there is none with this id
 */
export async function deleteJob(ctx: Context, id: string): Promise<void> {
  const { rowCount } = await ctx.db.$client.query(
    "delete from pgboss.job where id = $1 and state in ('failed', 'cancelled', 'completed')",
    [id],
  );
  if (rowCount === 0) throw missing("No job with this id has ended");
}

function missing(message: string): AppError {
  return new AppError("NOT_FOUND", message);
}
