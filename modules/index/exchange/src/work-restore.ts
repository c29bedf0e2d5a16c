import path from "node:path";

import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import { TimeSlice } from "@minato/kit/time-slice";
import { notify } from "@minato/notifications/notify";
import "@minato/torrents/provide";

import { SERVER_RECORD_BYTES } from "./inspect-file.ts";
import { backupFolder } from "./jobs/write-backup-run.ts";
import { openRestorable, type MergeableKind, type RestorableFile } from "./restorable-file.ts";
import { TorrentRestore, type RestoreResult } from "./restore-torrents.ts";
import { removeUpload, uploadPath } from "./uploads.ts";

interface WorkedRun {
  id: number;
  kind: MergeableKind;
  name: string;
  backupId: number | null;
  uploadName: string | null;
  requestedBy: string;
  received: number;
  /** Tries in a row that came no further, this one included. */
  attempts: number;
}

/** Records after which it is noted what became of them, or sooner when that takes long. */
const STEP = 1000;
const STEP_MS = 1000;
const MAX_ATTEMPTS = 5;
const MAX_ERROR_LENGTH = 1000;
const MAX_ERRORS = 100;
const MAX_FIELD_LENGTH = 200;
const CRASHES = "Its process ended again and again while it worked on this file";

/**
 * Unites the torrents of a file with the index, and notes after every thousand what became of them:
 * a restore whose process ended goes on behind those, and those that were written but not noted are
 * merged once more. A file that is damaged or gone ends it; anything else lets it be tried again.
 */
export async function workRestore(ctx: Context, runId: number, signal: AbortSignal): Promise<void> {
  const run = await claim(ctx, runId);
  if (run === undefined) return;
  try {
    if (run.attempts > MAX_ATTEMPTS) throw new AppError("CONFLICT", CRASHES);
    if (await readFile(ctx, run, signal)) await finish(ctx, run);
  } catch (error) {
    // Told to end: the job is handed back, and nothing is wrong.
    if (signal.aborted) throw error;
    await noteFailure(ctx, run, error);
    if (await isUnderWay(ctx, run)) throw error;
  }
  if (run.uploadName === null || (await isUnderWay(ctx, run))) return;
  await removeUpload(ctx, run.uploadName);
}

async function claim(ctx: Context, runId: number): Promise<WorkedRun | undefined> {
  const { rows } = await ctx.db.$client.query<WorkedRun>(
    `update restore_runs set state = 'running', started_at = coalesce(started_at, $2),
       attempts = attempts + 1
     where id = $1 and state in ('waiting', 'running')
     returning id, kind, name, backup_id as "backupId", upload_name as "uploadName",
       requested_by as "requestedBy", received, attempts`,
    [runId, ctx.now()],
  );
  return rows[0];
}

/** False when the run was cancelled meanwhile, or another process took it up. */
async function readFile(ctx: Context, run: WorkedRun, signal: AbortSignal): Promise<boolean> {
  const file = await openFile(ctx, run);
  const progress = { run, received: run.received };
  let restore = new TorrentRestore(ctx);
  let gathered = 0;
  let startedAt = performance.now();
  let done = 0;
  const slice = new TimeSlice();
  try {
    for await (const entry of file.entries(run.received)) {
      await entry.giveTo(restore);
      done = entry.done;
      gathered += 1;
      if (slice.isOver()) await slice.yield();
      if (gathered < STEP && performance.now() - startedAt < STEP_MS) continue;
      if (!(await noteStep(ctx, progress, await restore.finish(), done))) return false;
      signal.throwIfAborted();
      restore = new TorrentRestore(ctx);
      gathered = 0;
      await ctx.torrents.pressure.ease(signal);
      startedAt = performance.now();
    }
    return await noteStep(ctx, progress, await restore.finish(), file.total);
  } finally {
    file.close();
  }
}

async function openFile(ctx: Context, run: WorkedRun): Promise<RestorableFile> {
  const { kind, name: shownName, uploadName } = run;
  const file =
    uploadName === null
      ? path.join(backupFolder(ctx), path.basename(shownName))
      : uploadPath(ctx, uploadName);
  try {
    return await openRestorable(file, kind, { shownName, maxRecordBytes: SERVER_RECORD_BYTES });
  } catch (error) {
    if (!isMissing(error)) throw error;
    const message = `${shownName} is not on the machine of the process that was to restore it`;
    throw new AppError("NOT_FOUND", message, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isUnopened = "errcode" in error && error.errcode === CANTOPEN;
  return isUnopened || ("code" in error && error.code === "ENOENT");
}

/** What SQLite says of a file that is not there. */
const CANTOPEN = 14;

interface Progress {
  run: WorkedRun;
  /** Records whose fate is noted. */
  received: number;
}

/** Adds what became of some records; false when the run is not ours any longer. */
async function noteStep(
  ctx: Context,
  progress: Progress,
  step: RestoreResult,
  done: number,
): Promise<boolean> {
  const { run, received } = progress;
  const errors = step.errors.map(({ index, field, message }) => ({
    index: index + received,
    // A field may have the name that a file gave it.
    field: field.replaceAll(/\p{C}/gu, "?").slice(0, MAX_FIELD_LENGTH),
    message: message.slice(0, MAX_ERROR_LENGTH),
  }));
  const { rows } = await ctx.db.$client.query<{ state: string }>(
    `update restore_runs set done = $3, received = received + $4, inserted = inserted + $5,
       merged = merged + $6, blocked = blocked + $7, rejected = rejected + $8, attempts = 0,
       error = null,
       errors = jsonb_path_query_array(errors || $9::jsonb, '$[0 to ${MAX_ERRORS - 1}]')
     where id = $1 and received = $2 returning state`,
    [
      run.id,
      received,
      done,
      step.received,
      step.inserted,
      step.merged,
      step.blocked,
      step.rejected,
      JSON.stringify(errors),
    ],
  );
  progress.received += step.received;
  return rows[0]?.state === "running";
}

async function finish(ctx: Context, run: WorkedRun): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ received: number }>(
      `update restore_runs set state = 'finished', finished_at = $2, done = total
       where id = $1 and state = 'running' returning received`,
      [run.id, ctx.now()],
    );
    const [ended] = rows;
    if (ended === undefined) return;
    await notify(
      ctx,
      {
        topic: "restore-ended",
        values: { records: ended.received, name: run.name },
        subject: `restore ${run.id}`,
        to: { email: run.requestedBy },
        path: "/operations/backups",
      },
      client,
    );
  });
}

async function noteFailure(ctx: Context, run: WorkedRun, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await ctx.db.$client.query(
    `update restore_runs set error = $2,
       state = case when $4 or attempts >= ${MAX_ATTEMPTS} then 'failed' else state end,
       finished_at = case when $4 or attempts >= ${MAX_ATTEMPTS} then $3::timestamptz end
     where id = $1 and state = 'running'`,
    [run.id, message.slice(0, MAX_ERROR_LENGTH), ctx.now(), error instanceof AppError],
  );
}

async function isUnderWay(ctx: Context, run: WorkedRun): Promise<boolean> {
  const { rows } = await ctx.db.$client.query(
    "select from restore_runs where id = $1 and state = 'running'",
    [run.id],
  );
  return rows.length > 0;
}
