import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context, type RequestContext } from "@minato/kit";
import { z } from "zod";

import { workRestoreJob } from "./jobs/work-restore.ts";
import type { MergeableKind } from "./restorable-file.ts";
import { MERGEABLE_KINDS, RESTORE_STATES } from "./schema.ts";
import { removeUpload } from "./uploads.ts";

/** A restore that was asked for, how far it is, and what became of the records so far. */
export const RestoreRun = z.object({
  id: z.int(),
  kind: z.enum(MERGEABLE_KINDS).describe("snapshot: SQLite; ndjson: an export"),
  state: z.enum(RESTORE_STATES),
  backupId: z.int().nullable().describe("The backup it is from; null for an uploaded file"),
  name: z.string().describe("Of the file"),
  bytes: z.int(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  done: z.int().describe("Torrents of a snapshot, bytes of NDJSON"),
  total: z.int(),
  received: z.int().describe("The sum of the next four"),
  inserted: z.int(),
  merged: z.int().describe("Known already: united with what is stored"),
  blocked: z.int().describe("Kept out by the blocklist"),
  rejected: z.int(),
  errors: z
    .array(z.object({ index: z.int(), field: z.string(), message: z.string() }))
    .describe("The first hundred rejected records, counted from zero"),
  error: z.string().nullable().describe("Why it failed, or why the last try broke off"),
});

/** A restore that was asked for. */
export type RestoreRun = z.output<typeof RestoreRun>;

/** A page of restores, newest first. */
export const RestoresInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.coerce.number().int().min(1).optional().describe("nextCursor of the last answer"),
});

/** A file that was looked at and is to be restored. */
export interface RestoreSource {
  kind: MergeableKind;
  backupId?: number;
  /** Of the file in the folder of uploads. */
  uploadName?: string;
  name: string;
  bytes: number;
  total: number;
}

interface RunRow extends Omit<RestoreRun, "requestedAt" | "startedAt" | "finishedAt"> {
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  uploadName: string | null;
}

const UNDER_WAY = "A restore is under way; wait for its end, or cancel it";

const COLUMNS = `id, kind, state, backup_id as "backupId", upload_name as "uploadName", name, bytes,
  requested_by as "requestedBy", requested_at as "requestedAt", started_at as "startedAt",
  finished_at as "finishedAt", done, total, received, inserted, merged, blocked, rejected, errors,
  error`;

/**
 * Asks for a restore, which a worker does in the background.
 * @throws {AppError} CONFLICT when another one is under way
 */
export async function startRestore(
  { ctx, principal, address }: RequestContext,
  source: RestoreSource,
): Promise<RestoreRun> {
  const { kind, backupId, uploadName, name, bytes, total } = source;
  return transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<RunRow>(
      `insert into restore_runs
         (kind, state, backup_id, upload_name, name, bytes, total, requested_by, requested_at)
       values ($1, 'waiting', $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
       returning ${COLUMNS}`,
      [
        kind,
        backupId ?? null,
        uploadName ?? null,
        name,
        bytes,
        total,
        principal?.name ?? "system",
        ctx.now(),
      ],
    );
    const [run] = rows.map(toRun);
    if (run === undefined) throw new AppError("CONFLICT", UNDER_WAY);
    await ctx.send(workRestoreJob, { runId: run.id }, { client });
    const act = { principal, address, action: "restore.trigger", object: name };
    await recordAudit(ctx, { ...act, after: { run: run.id, kind, bytes } }, client);
    return run;
  });
}

/**
 * Refuses a file before it is sent, when it could not be restored anyway.
 * @throws {AppError} CONFLICT when a restore is under way
 */
export async function assertNoRestore(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.$client.query(
    "select from restore_runs where state in ('waiting', 'running')",
  );
  if (rows.length > 0) throw new AppError("CONFLICT", UNDER_WAY);
}

/** Lists restores, newest first. */
export async function listRestores(
  ctx: Context,
  { limit, cursor }: z.output<typeof RestoresInput>,
): Promise<{ items: RestoreRun[]; nextCursor: string | undefined }> {
  const { rows } = await ctx.db.$client.query<RunRow>(
    `select ${COLUMNS} from restore_runs where $1::int is null or id < $1 order by id desc limit $2`,
    [cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map(toRun);
  return { items, nextCursor: rows.length > limit ? `${items.at(-1)?.id}` : undefined };
}

/**
 * Ends a restore after the records that are being written; what came back stays.
 * @throws {AppError} NOT_FOUND when there is no such restore, CONFLICT when it has ended
 */
export async function cancelRestore(request: RequestContext, runId: number): Promise<RestoreRun> {
  const { ctx, principal, address } = request;
  const row = await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<RunRow>(
      `select ${COLUMNS} from restore_runs where id = $1 for update`,
      [runId],
    );
    const [found] = rows;
    if (found === undefined) throw new AppError("NOT_FOUND", "No restore with this id");
    if (found.state !== "waiting" && found.state !== "running") {
      throw new AppError("CONFLICT", `The restore is ${found.state} already`);
    }
    const { rows: ended } = await client.query<RunRow>(
      `update restore_runs set state = 'cancelled', finished_at = $2, error = null where id = $1
       returning ${COLUMNS}`,
      [runId, ctx.now()],
    );
    const act = { principal, address, action: "restore.cancel", object: found.name };
    const after = { run: runId, received: found.received };
    await recordAudit(ctx, { ...act, after }, client);
    return ended[0] ?? found;
  });
  // A worker that still reads it keeps it open until it has noticed.
  if (row.uploadName !== null) await removeUpload(ctx, row.uploadName);
  return toRun(row);
}

function toRun({ uploadName: _ours, ...row }: RunRow): RestoreRun {
  return {
    ...row,
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
