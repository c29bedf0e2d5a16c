import { open, type FileHandle } from "node:fs/promises";
import path from "node:path";

import { recordAudit } from "@minato/audit/record-audit";
import { AppError, type RequestContext } from "@minato/kit";

import { backupFolder } from "./jobs/write-backup-run.ts";

const MAX_ID = 2 ** 31 - 1;

/** The file of a backup, open for reading; whoever asked closes it. */
export interface OpenBackup {
  name: string;
  bytes: number;
  file: FileHandle;
}

/** Opens the file of a backup that was written on this machine, and puts that on record. */
export async function openBackup(
  { ctx, principal, address }: RequestContext,
  id: string,
): Promise<OpenBackup> {
  const name = await findFileName(ctx, id);
  const file = await openBackupFile(path.join(backupFolder(ctx), name));
  try {
    const { size } = await file.stat();
    const act = { principal, address, action: "backup.download", object: name };
    await recordAudit(ctx, act);
    return { name, bytes: size, file };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The plain name of a finished backup's file.
 * @throws {AppError} NOT_FOUND
 */
export async function findFileName(ctx: RequestContext["ctx"], id: string): Promise<string> {
  const number = /^\d{1,10}$/.test(id) ? Number(id) : 0;
  const { rows } = await ctx.db.$client.query<{ fileName: string }>(
    `select file_name as "fileName" from backup_runs
     where id = $1 and state = 'finished' and file_name is not null`,
    [number > MAX_ID ? 0 : number],
  );
  if (rows[0] === undefined) throw new AppError("NOT_FOUND", "No finished backup with this number");
  // Written by ourselves as a plain name; nothing else is ever opened.
  return path.basename(rows[0].fileName);
}

/**
 * Opens a backup by its path.
 * @throws {AppError} NOT_FOUND when it lies on another machine
 */
export async function openBackupFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, "r");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      throw new AppError("NOT_FOUND", "The file of this backup is not on this machine", { cause });
    }
    throw cause;
  }
}
