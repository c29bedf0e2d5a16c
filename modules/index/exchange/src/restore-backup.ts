import path from "node:path";

import type { RequestContext } from "@minato/kit";
import { z } from "zod";

import { inspectFile } from "./inspect-file.ts";
import { backupFolder } from "./jobs/write-backup-run.ts";
import { findFileName, openBackupFile } from "./open-backup.ts";
import { startRestore, type RestoreRun } from "./restore-run.ts";

/** Which backup is to be restored. */
export const RestoreRequest = z.object({
  backupId: z.int().min(1).max(2_147_483_647).describe("A portable backup that was written"),
});

/**
 * Asks for the torrents of a portable backup of this machine to be united with the index.
 * @throws {AppError} NOT_FOUND when its file is not here, BAD_REQUEST when it is a full one or is
 *   damaged, CONFLICT when another restore is under way
 */
export async function restoreBackup(
  request: RequestContext,
  { backupId }: z.output<typeof RestoreRequest>,
): Promise<RestoreRun> {
  const { ctx } = request;
  const name = await findFileName(ctx, `${backupId}`);
  const file = path.join(backupFolder(ctx), name);
  const opened = await openBackupFile(file);
  const { size } = await opened.stat();
  await opened.close();
  const found = await inspectFile(file, name);
  return startRestore(request, { ...found, backupId, name, bytes: size });
}
