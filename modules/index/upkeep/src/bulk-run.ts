import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import { RUN_ACTIONS, RUN_STATES } from "./schema.ts";

/** Where one batch of a run stands, as the numbers the database holds. */
export const CHUNK_STATES = { waiting: 0, applied: 1, undone: 2 } as const;

/** Torrents of one batch. */
export const CHUNK_SIZE = 500;

/** What a run may do. */
export type RunAction = (typeof RUN_ACTIONS)[number];

const instant = z.iso.datetime().nullable();

/** A run with its progress. */
export const BulkRun = z.object({
  id: z.int(),
  action: z.enum(RUN_ACTIONS),
  state: z.enum(RUN_STATES),
  request: z
    .record(z.string(), z.unknown())
    .describe("What was asked for: the query, the values to set, the plan of the disk budget"),
  total: z.int().describe("Torrents, fixed at the start; tables of a compaction"),
  done: z.int().describe("Changed so far"),
  failed: z.int().describe("Left alone: gone meanwhile, changed by a person, or protected"),
  error: z.string().nullable().describe("Why the last batch failed"),
  startedBy: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: instant,
  updatedAt: z.iso.datetime(),
  finishedAt: instant,
  undoableUntil: instant.describe("null when it cannot be taken back"),
  undoOf: z.int().nullable().describe("The run that this one takes back"),
  undoneBy: z.int().nullable().describe("The newest run that takes this one back"),
});

/** A run with its progress. */
export type BulkRun = z.output<typeof BulkRun>;

/** Which runs to list. */
export const BulkRunListInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, "must be a cursor from an earlier answer")
    .optional(),
});

/** A page of runs, the newest first. */
export const BulkRunPage = z.object({
  items: z.array(BulkRun),
  nextCursor: z.string().optional(),
});

type Times = "createdAt" | "startedAt" | "updatedAt" | "finishedAt" | "undoableUntil";

type RunRow = Omit<BulkRun, Times> & Record<Times, Date | null> & { createdAt: Date };

type Queryable = Pick<PoolClient, "query">;

const SELECT = `
select r.id, r.action, r.state, r.request, r.total, r.done, r.failed, r.error,
  r.started_by as "startedBy", r.created_at as "createdAt", r.started_at as "startedAt",
  r.updated_at as "updatedAt", r.finished_at as "finishedAt",
  r.undoable_until as "undoableUntil", r.undo_of as "undoOf",
  (select max(u.id) from bulk_runs u where u.undo_of = r.id) as "undoneBy"
from bulk_runs r`;

/** Loads a run; undefined when there is none. */
export async function findRun(client: Queryable, id: number): Promise<BulkRun | undefined> {
  const { rows } = await client.query<RunRow>(`${SELECT} where r.id = $1`, [id]);
  return rows[0] && toRun(rows[0]);
}

/**
 * Loads a run.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function loadRun(ctx: Context, id: number): Promise<BulkRun> {
  const run = await findRun(ctx.db.$client, id);
  if (run === undefined) throw new AppError("NOT_FOUND", "No run with this id");
  return run;
}

/** Answers a page of runs, the newest first. */
export async function listRuns(
  ctx: Context,
  { limit, cursor }: z.output<typeof BulkRunListInput>,
): Promise<z.output<typeof BulkRunPage>> {
  const { rows } = await ctx.db.$client.query<RunRow>(
    `${SELECT} where $1::int is null or r.id < $1 order by r.id desc limit $2`,
    [cursor === undefined ? null : Number(cursor), limit + 1],
  );
  const items = rows.slice(0, limit).map(toRun);
  return {
    items,
    ...(rows.length > limit ? { nextCursor: String(items.at(-1)?.id) } : {}),
  };
}

/** What a new run starts with. */
export interface NewRun {
  action: RunAction;
  request: Record<string, unknown>;
  startedBy: string;
  undoOf?: number;
  total?: number;
}

/** Writes the row of a run; its batches come after. */
export async function insertRun(ctx: Context, client: PoolClient, run: NewRun): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into bulk_runs (action, request, total, started_by, created_at, updated_at, undo_of)
     values ($1, $2, $3, $4, $5, $5, $6) returning id`,
    [
      run.action,
      JSON.stringify(run.request),
      run.total ?? 0,
      run.startedBy,
      ctx.now(),
      run.undoOf ?? null,
    ],
  );
  if (rows[0] === undefined) throw new Error("a run was not written");
  return rows[0].id;
}

function toRun(row: RunRow): BulkRun {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: (row.updatedAt ?? row.createdAt).toISOString(),
    startedAt: toText(row.startedAt),
    finishedAt: toText(row.finishedAt),
    undoableUntil: toText(row.undoableUntil),
  };
}

function toText(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
