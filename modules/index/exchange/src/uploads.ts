import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

import type { Context } from "@minato/kit";

/** A sender that pauses for a minute is cut off, so what was not written to for longer is left behind. */
const LEFT_BEHIND_MS = 10 * 60_000;
const PRIVATE_FOLDER = 0o700;

/** Where an uploaded file lies until it is restored. */
export function uploadPath(ctx: Context, name: string): string {
  return path.join(ctx.env.dataDir, "uploads", name);
}

/** Makes the folder of uploads. */
export async function ensureUploads(ctx: Context): Promise<void> {
  await mkdir(uploadPath(ctx, "."), { recursive: true, mode: PRIVATE_FOLDER });
}

/** Deletes an uploaded file that is not needed any longer. */
export async function removeUpload(ctx: Context, name: string): Promise<void> {
  await rm(uploadPath(ctx, name), { force: true });
}

/** Deletes what uploads and restores left behind that ended with their process. */
export async function sweepUploads(ctx: Context): Promise<void> {
  await ensureUploads(ctx);
  const { rows } = await ctx.db.$client.query<{ uploadName: string }>(
    `select upload_name as "uploadName" from restore_runs
     where state in ('waiting', 'running') and upload_name is not null`,
  );
  const needed = new Set(rows.map(({ uploadName }) => uploadName));
  for (const name of await readdir(uploadPath(ctx, "."))) {
    if (needed.has(name)) continue;
    const writtenAt = await findWrittenAt(uploadPath(ctx, name));
    if (writtenAt === undefined || ctx.now().getTime() - writtenAt < LEFT_BEHIND_MS) continue;
    await removeUpload(ctx, name);
    ctx.log.info({ name }, "upload that was left behind deleted");
  }
}

async function findWrittenAt(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    // Another process was faster.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
