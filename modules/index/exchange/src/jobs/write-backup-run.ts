import { mkdir, rm, stat } from "node:fs/promises";
import path from "node:path";

import { transaction } from "@minato/database";
import { defineJob, type Context } from "@minato/kit";
import { notify } from "@minato/notifications/notify";
import { z } from "zod";

import { exchangeSettings } from "../config.ts";
import { countTorrents } from "../export-torrents.ts";
import type { BACKUP_KINDS } from "../schema.ts";
import { writeBackup } from "../write-backup.ts";
import { writeSnapshot } from "../write-snapshot.ts";

const PROGRESS_INTERVAL_MS = 1000;
const EXPIRE_SECONDS = 12 * 60 * 60;

type Kind = (typeof BACKUP_KINDS)[number];

/** Notes how far a run is, at most once a second. */
type Report = (done: number, total?: number) => Promise<void>;

/** Writes a backup that was asked for into DATA_DIR, and deletes those that are too many. */
export const writeBackupJob = defineJob({
  name: "exchange.writeBackup",
  data: z.object({ runId: z.int() }),
  retryLimit: 2,
  expireInSeconds: EXPIRE_SECONDS,
  async run(ctx, { runId }, signal) {
    const { rows } = await ctx.db.$client.query<{ kind: Kind }>(
      `update backup_runs set state = 'running', started_at = $2, done = 0, error = null
       where id = $1 and state <> 'finished' returning kind`,
      [runId, ctx.now()],
    );
    const [run] = rows;
    if (run === undefined) return;
    try {
      await write(ctx, runId, run.kind, signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await ctx.db.$client.query(
        "update backup_runs set state = 'failed', finished_at = $2, error = $3 where id = $1",
        [runId, ctx.now(), message.slice(0, 1000)],
      );
      throw error;
    }
    await deleteOld(ctx, run.kind);
  },
});

/** The folder in which backups lie. */
export function backupFolder(ctx: Context): string {
  return path.join(ctx.env.dataDir, "backups");
}

async function write(ctx: Context, runId: number, kind: Kind, signal: AbortSignal): Promise<void> {
  const time = ctx.now().toISOString().slice(0, 19).replaceAll(":", "");
  const fileName = `minato-${time}-${runId}.${kind === "full" ? "backup" : "sqlite"}`;
  const target = path.join(backupFolder(ctx), fileName);
  await mkdir(backupFolder(ctx), { recursive: true, mode: 0o700 });
  const report = createReport(ctx, runId);
  const done =
    kind === "full"
      ? await writeBackup(ctx, target, async (rows, total) => {
          signal.throwIfAborted();
          await report(rows, total);
        })
      : await writeTorrents(ctx, target, report, signal);
  const { size } = await stat(target);
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ requestedBy: string }>(
      `update backup_runs set state = 'finished', finished_at = $2, done = $3, total = $3,
         file_name = $4, bytes = $5 where id = $1 returning requested_by as "requestedBy"`,
      [runId, ctx.now(), done, fileName, size],
    );
    await notify(
      ctx,
      {
        topic: "backup-ended",
        values: { bytes: size, fileName },
        subject: `${runId}`,
        to: { email: rows[0]?.requestedBy ?? "" },
        path: "/operations/backups",
      },
      client,
    );
  });
}

async function writeTorrents(
  ctx: Context,
  target: string,
  report: Report,
  signal: AbortSignal,
): Promise<number> {
  const total = await countTorrents(ctx);
  return writeSnapshot(ctx, target, { withMetainfo: true }, async (done) => {
    signal.throwIfAborted();
    await report(done, total);
  });
}

function createReport(ctx: Context, runId: number): Report {
  let reportedAt = 0;
  return async (done, total) => {
    const now = performance.now();
    if (now - reportedAt < PROGRESS_INTERVAL_MS) return;
    reportedAt = now;
    await ctx.db.$client.query("update backup_runs set done = $2, total = $3 where id = $1", [
      runId,
      done,
      total ?? null,
    ]);
  };
}

/** Their rows go with them; of those that never came to be, as many are kept. One that is being restored stays. */
async function deleteOld(ctx: Context, kind: Kind): Promise<void> {
  const { keptBackups } = ctx.config(exchangeSettings);
  const { rows } = await ctx.db.$client.query<{ id: number; fileName: string | null }>(
    `select id, file_name as "fileName" from (
       select id, file_name, row_number() over (partition by state order by id desc) as number
       from backup_runs where kind = $1 and state in ('finished', 'failed')) r
     where number > $2 and not exists (select from restore_runs a where a.backup_id = r.id
       and a.state in ('waiting', 'running'))`,
    [kind, keptBackups],
  );
  for (const { id, fileName } of rows) {
    if (fileName !== null) await rm(path.join(backupFolder(ctx), fileName), { force: true });
    await ctx.db.$client.query("delete from backup_runs where id = $1", [id]);
  }
}
