import path from "node:path";

import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { Context, RequestContext } from "@minato/kit";
import { z } from "zod";

import { backupFolder, writeBackupJob } from "./jobs/write-backup-run.ts";
import { BACKUP_KINDS, BACKUP_STATES } from "./schema.ts";

/** A backup that was asked for, and how far it is. */
export const BackupRun = z.object({
  id: z.int(),
  kind: z.enum(BACKUP_KINDS),
  state: z.enum(BACKUP_STATES),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  done: z.int().describe("Torrents of a portable backup, rows of a full one"),
  total: z.int().nullable(),
  fileName: z.string().nullable().describe("In the folder backups of DATA_DIR"),
  filePath: z.string().nullable().describe("On the machine of the server, for its commands"),
  bytes: z.int().nullable(),
  error: z.string().nullable(),
});

/** A backup that was asked for, and how far it is. */
export type BackupRun = z.output<typeof BackupRun>;

/** What kind of backup is wanted. */
export const BackupRequest = z.object({
  kind: z
    .enum(BACKUP_KINDS)
    .default("portable")
    .describe("portable: the torrents as SQLite, without secrets; full: every table"),
});

/** A page of backups, newest first. */
export const BackupsInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.coerce.number().int().min(1).optional().describe("nextCursor of the last answer"),
});

interface RunRow extends Omit<BackupRun, "requestedAt" | "startedAt" | "finishedAt" | "filePath"> {
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

const COLUMNS = `id, kind, state, requested_by as "requestedBy", requested_at as "requestedAt",
  started_at as "startedAt", finished_at as "finishedAt", done, total, file_name as "fileName",
  bytes, error`;

/** Asks for a backup; a worker writes it in the background. */
export async function triggerBackup(
  { ctx, principal, address }: RequestContext,
  { kind }: z.output<typeof BackupRequest>,
): Promise<BackupRun> {
  return transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<RunRow>(
      `insert into backup_runs (kind, state, requested_by, requested_at)
       values ($1, 'waiting', $2, $3) returning ${COLUMNS}`,
      [kind, principal?.name ?? "system", ctx.now()],
    );
    const [run] = rows.map((row) => toRun(ctx, row));
    if (run === undefined) throw new Error("the backup was not noted");
    await ctx.send(writeBackupJob, { runId: run.id }, { client });
    const act = { principal, address, action: "backup.trigger", object: `${run.id}` };
    await recordAudit(ctx, { ...act, after: { kind } }, client);
    return run;
  });
}

/** Lists backups, newest first. */
export async function listBackups(
  ctx: Context,
  { limit, cursor }: z.output<typeof BackupsInput>,
): Promise<{ items: BackupRun[]; nextCursor: string | undefined }> {
  const { rows } = await ctx.db.$client.query<RunRow>(
    `select ${COLUMNS} from backup_runs where $1::int is null or id < $1 order by id desc limit $2`,
    [cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => toRun(ctx, row));
  return { items, nextCursor: rows.length > limit ? `${items.at(-1)?.id}` : undefined };
}

function toRun(ctx: Context, row: RunRow): BackupRun {
  const { fileName } = row;
  return {
    ...row,
    filePath: fileName === null ? null : path.resolve(backupFolder(ctx), fileName),
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
