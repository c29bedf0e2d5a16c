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

/** Procedures of the module, by their names in the typed API. */
export const exchangeRouter = {
  changes: { list: changes },
  sys: { backup: { trigger, list: backups } },
};
