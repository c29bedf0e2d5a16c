import { procedure } from "@minato/kit";
import { z } from "zod";

import {
  BackupRequest,
  BackupRun,
  BackupsInput,
  listBackups,
  triggerBackup,
} from "./backup-runs.ts";
import { ChangesInput, ChangesPage, listChanges } from "./list-changes.ts";
import { RestoreRequest, restoreBackup } from "./restore-backup.ts";
import { cancelRestore, listRestores, RestoreRun, RestoresInput } from "./restore-run.ts";

const changes = procedure("search")
  .route({
    method: "GET",
    path: "/changes",
    summary: "What changed in the index since a cursor",
    description:
      "Start with cursor=now before reading the whole index (GET /export), then ask again and " +
      "again with nextCursor: nothing is missed. 410 means that the cursor is older than changes " +
      "are kept: read the whole index anew. A torrent with infoHashV2 replaces one that was known " +
      "under the first 40 characters of it.",
    tags: ["Exchange"],
  })
  .errors({ GONE: { message: "Changes after this cursor are gone" } })
  .input(ChangesInput)
  .output(ChangesPage)
  .handler(({ context: { ctx }, input }) => listChanges(ctx, input));

const trigger = procedure("admin")
  .route({
    method: "POST",
    path: "/system/backups",
    summary: "Write a backup into DATA_DIR, in the background",
    description:
      "A portable backup is a SQLite file with the torrents, without secrets. A full one holds " +
      "every table, accounts and keys included.",
    successStatus: 202,
    tags: ["System"],
  })
  .input(BackupRequest)
  .output(BackupRun)
  .handler(({ context, input }) => triggerBackup(context, input));

const backups = procedure("admin")
  .route({
    method: "GET",
    path: "/system/backups",
    summary: "Backups, newest first, and how far they are",
    tags: ["System"],
  })
  .input(BackupsInput)
  .output(z.object({ items: z.array(BackupRun), nextCursor: z.string().optional() }))
  .handler(({ context: { ctx }, input }) => listBackups(ctx, input));

const restore = procedure("admin")
  .route({
    method: "POST",
    path: "/system/restores",
    summary: "Unite the torrents of a portable backup with the index, in the background",
    description:
      "Torrents that were deleted since come back; what is known is united, and the newer report " +
      "counts. The blocklist holds. Nothing else changes. A file is uploaded to " +
      "POST /system/restores/file; a full backup needs an empty database and the command restore.",
    successStatus: 202,
    tags: ["System"],
  })
  .errors({
    BAD_REQUEST: { message: "The backup is a full one, or its file is damaged" },
    NOT_FOUND: { message: "No such backup, or its file lies on another machine" },
    CONFLICT: { message: "Another restore is under way" },
  })
  .input(RestoreRequest)
  .output(RestoreRun)
  .handler(({ context, input }) => restoreBackup(context, input));

const restores = procedure("admin")
  .route({
    method: "GET",
    path: "/system/restores",
    summary: "Restores, newest first, how far they are and what became of the torrents",
    tags: ["System"],
  })
  .input(RestoresInput)
  .output(z.object({ items: z.array(RestoreRun), nextCursor: z.string().optional() }))
  .handler(({ context: { ctx }, input }) => listRestores(ctx, input));

const cancel = procedure("admin")
  .route({
    method: "POST",
    path: "/system/restores/{id}/cancel",
    summary: "End a restore; what came back stays",
    tags: ["System"],
  })
  .errors({
    NOT_FOUND: { message: "No restore with this id" },
    CONFLICT: { message: "The restore has ended" },
  })
  .input(z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) }))
  .output(RestoreRun)
  .handler(({ context, input }) => cancelRestore(context, input.id));

/** Procedures of the module, by their names in the typed API. */
export const exchangeRouter = {
  changes: { list: changes },
  sys: {
    backup: { trigger, list: backups },
    restore: { trigger: restore, list: restores, cancel },
  },
};
