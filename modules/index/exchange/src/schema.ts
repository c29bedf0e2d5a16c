import { instant, xid8 } from "@minato/database/column-types";
import { sql } from "drizzle-orm";
import {
  bigint,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/**
 * One row: which feed of changes this is, and up to where it was pruned. A restored backup starts
 * another feed, because transaction ids mean nothing to another server.
 */
export const changeFeed = pgTable("change_feed", {
  id: uuid().primaryKey().defaultRandom(),
  prunedTransactionId: xid8("pruned_transaction_id")
    .notNull()
    .default(sql`'0'`),
  prunedId: bigint("pruned_id", { mode: "number" }).notNull().default(0),
});

/** States of a backup that was asked for. */
export const BACKUP_STATES = ["waiting", "running", "finished", "failed"] as const;

/** What a backup holds: the torrents in a portable file, or every table of the database. */
export const BACKUP_KINDS = ["portable", "full"] as const;

/** Backups that were asked for, and how far they are. */
export const backupRuns = pgTable("backup_runs", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  kind: text({ enum: BACKUP_KINDS }).notNull(),
  state: text({ enum: BACKUP_STATES }).notNull(),
  requestedBy: text("requested_by").notNull(),
  requestedAt: instant("requested_at").notNull(),
  startedAt: instant("started_at"),
  finishedAt: instant("finished_at"),
  /** Torrents of a portable backup, rows of a full one. */
  done: bigint({ mode: "number" }).notNull().default(0),
  total: bigint({ mode: "number" }),
  fileName: text("file_name"),
  bytes: bigint({ mode: "number" }),
  error: text(),
});

/** States of a restore; the first two are of one that is under way. */
export const RESTORE_STATES = ["waiting", "running", "finished", "cancelled", "failed"] as const;

/** Files whose torrents can be united with an index in use. */
export const MERGEABLE_KINDS = ["snapshot", "ndjson"] as const;

/** Restores that were asked for while the server runs, what became of their records so far. */
export const restoreRuns = pgTable(
  "restore_runs",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: MERGEABLE_KINDS }).notNull(),
    state: text({ enum: RESTORE_STATES }).notNull(),
    /** The backup whose file is read; it may be gone by now. */
    backupId: integer("backup_id"),
    /** Otherwise the uploaded file in the folder of uploads, under a name of our own. */
    uploadName: text("upload_name"),
    /** What people call the file. */
    name: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    /** Torrents of a snapshot, bytes of NDJSON. */
    done: bigint({ mode: "number" }).notNull().default(0),
    total: bigint({ mode: "number" }).notNull(),
    /** Records whose fate is known; a restore that broke off goes on behind them. */
    received: bigint({ mode: "number" }).notNull().default(0),
    inserted: bigint({ mode: "number" }).notNull().default(0),
    merged: bigint({ mode: "number" }).notNull().default(0),
    blocked: bigint({ mode: "number" }).notNull().default(0),
    rejected: bigint({ mode: "number" }).notNull().default(0),
    /** The first hundred rejected records. */
    errors: jsonb().notNull().default([]),
    /** Tries in a row that came no further. */
    attempts: smallint().notNull().default(0),
    error: text(),
  },
  // Two at once would write the same torrents in turns.
  (table) => [
    uniqueIndex("restore_runs_active")
      .on(sql`(true)`)
      .where(sql`${table.state} in ('waiting', 'running')`),
  ],
);

/** How far an import from another program came, so that it goes on from there. */
export const importCursors = pgTable("import_cursors", {
  /** The kind of program and its database, without a password. */
  origin: text().primaryKey(),
  position: text().notNull(),
  records: bigint({ mode: "number" }).notNull(),
  updatedAt: instant("updated_at").notNull(),
});
