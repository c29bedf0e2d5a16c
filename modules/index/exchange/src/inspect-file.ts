import { AppError } from "@minato/kit";

import { detectKind, openRestorable, type MergeableKind } from "./restorable-file.ts";

/** More than any torrent needs, and less than what would endanger a server that does other things, too. */
export const SERVER_RECORD_BYTES = 48 * 1024 ** 2;

/**
 * Looks at a file before it is restored into an index that is in use.
 * @throws {AppError} BAD_REQUEST when it is none that can be united with an index, or is damaged
 */
export async function inspectFile(
  file: string,
  shownName: string,
): Promise<{ kind: MergeableKind; total: number }> {
  const kind = await detectKind(file, shownName);
  if (kind === "backup") {
    throw new AppError(
      "BAD_REQUEST",
      `${shownName} is a full backup, which needs an empty database: stop the server and use the command restore`,
    );
  }
  const options = { shownName, maxRecordBytes: SERVER_RECORD_BYTES };
  const opened = await openRestorable(file, kind, options);
  opened.close();
  return { kind, total: opened.total };
}
