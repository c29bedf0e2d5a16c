import type { Context } from "@minato/kit";

import { openRestorable, type MergeableKind } from "./restorable-file.ts";
import { requireEmptyIndex, TorrentRestore, type RestoreResult } from "./restore-torrents.ts";

/** How far a restore is; bytes of NDJSON, torrents of a snapshot. */
export type RestoreProgress = (done: number, total: number, records: number) => void;

/**
 * Restores the torrents of an export or a snapshot.
 * @throws {AppError} CONFLICT when the index is not empty and merging was not asked for
 */
export async function restoreTorrentFile(
  ctx: Context,
  name: string,
  kind: MergeableKind,
  options: { merge: boolean; onProgress?: RestoreProgress },
): Promise<RestoreResult> {
  const { merge, onProgress = () => undefined } = options;
  if (!merge) await requireEmptyIndex(ctx);
  const restore = new TorrentRestore(ctx);
  const file = await openRestorable(name, kind);
  try {
    let records = 0;
    for await (const entry of file.entries(0)) {
      await entry.giveTo(restore);
      onProgress(entry.done, file.total, (records += 1));
    }
    return await restore.finish();
  } finally {
    file.close();
  }
}
