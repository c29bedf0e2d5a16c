import type { Context } from "@minato/kit";
import { z } from "zod";

const ALIVE_WITHIN = "20 seconds";

/** A process that runs jobs, or did within the last hour. */
export const Worker = z.object({
  id: z.uuid(),
  name: z.string().describe("Host and process id"),
  host: z.string(),
  pid: z.int(),
  roles: z.array(z.string()),
  running: z.int().describe("Jobs it ran when it was last seen"),
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  isAlive: z.boolean(),
});

/** A process that runs jobs, or did within the last hour. */
export type Worker = z.output<typeof Worker>;

export const WorkerListInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `nextCursor` of the page before. */
  cursor: z.uuid().optional(),
});

export const WorkerPage = z.object({
  items: z.array(Worker),
  nextCursor: z.string().optional(),
});

/** Answers a page of the processes that run jobs. */
export async function listWorkers(
  ctx: Context,
  { limit, cursor }: z.output<typeof WorkerListInput>,
): Promise<z.output<typeof WorkerPage>> {
  const { rows } = await ctx.db.$client.query<
    Omit<Worker, "startedAt" | "lastSeenAt"> & { startedAt: Date; lastSeenAt: Date }
  >(
    `select id, name, host, pid, roles, running, started_at as "startedAt",
       last_seen_at as "lastSeenAt", last_seen_at > now() - $1::interval as "isAlive"
     from workers where $2::uuid is null or id > $2 order by id limit $3`,
    [ALIVE_WITHIN, cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }));
  return { items, nextCursor: rows.length > limit ? items.at(-1)?.id : undefined };
}
