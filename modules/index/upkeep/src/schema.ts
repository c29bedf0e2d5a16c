import { bytea, instant } from "@minato/database/column-types";
import { sql } from "drizzle-orm";
import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";

/** What a run does to its torrents; `compact` works on tables instead. */
export const RUN_ACTIONS = [
  "delete",
  "block",
  "reclassify",
  "setCategory",
  "setContentType",
  "addTags",
  "removeTags",
  "evict",
  "undo",
  "compact",
] as const;

/** Where a run stands. */
export const RUN_STATES = ["waiting", "running", "done", "cancelled", "failed"] as const;

/** Work on many torrents, done in batches that are each applied once. */
export const bulkRuns = pgTable("bulk_runs", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  action: text({ enum: RUN_ACTIONS }).notNull(),
  state: text({ enum: RUN_STATES }).notNull().default("waiting"),
  /** What was asked for: the query, the values to set, the plan of the disk budget. */
  request: jsonb().$type<Record<string, unknown>>().notNull(),
  total: integer().notNull(),
  done: integer().notNull().default(0),
  /** Torrents that were gone, or that the rules protect by now. */
  failed: integer().notNull().default(0),
  /** Failures of the current batch, one after the other. */
  attempts: smallint().notNull().default(0),
  error: text(),
  startedBy: text("started_by").notNull(),
  createdAt: instant("created_at").notNull(),
  startedAt: instant("started_at"),
  updatedAt: instant("updated_at").notNull(),
  finishedAt: instant("finished_at"),
  undoableUntil: instant("undoable_until"),
  /** The run that this one takes back. */
  undoOf: integer("undo_of"),
});

/** The torrents of a run as they were at its start, in order; one row is one batch. */
export const bulkChunks = pgTable(
  "bulk_chunks",
  {
    runId: integer("run_id")
      .notNull()
      .references(() => bulkRuns.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    /** Codes of `CHUNK_STATES`. */
    state: smallint().notNull().default(0),
    torrentIds: integer("torrent_ids").array().notNull(),
    /** Why the disk budget chose them. */
    reason: text(),
    /** What the batch replaced, for its undoing. */
    before: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.number] }),
    // Which runs changed a torrent. Batches that wait are no part of it, so starting costs nothing.
    index("bulk_chunks_torrents")
      .using("gin", table.torrentIds)
      .where(sql`${table.state} > 0`),
  ],
);

/** Deleted torrents that can still be brought back. */
export const purgatory = pgTable(
  "purgatory",
  {
    deletedAt: instant("deleted_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    torrentId: integer("torrent_id").primaryKey(),
    runId: integer("run_id"),
    infoHash: bytea("info_hash").notNull(),
    reason: text().notNull(),
    /** The rows of the torrent, packed by `purgatory-record.ts`. */
    record: bytea().notNull(),
    /** Large values stay apart, so that they are moved inside the database. */
    files: bytea(),
    info: bytea(),
    pieceLayers: bytea("piece_layers"),
  },
  (table) => [
    index("purgatory_expires_at").on(table.expiresAt),
    index("purgatory_info_hash").on(table.infoHash),
  ],
);

/** The last day on which somebody opened or downloaded a torrent. */
export const torrentRequests = pgTable("torrent_requests", {
  torrentId: integer("torrent_id").primaryKey(),
  lastRequestedOn: date("last_requested_on", { mode: "string" }).notNull(),
});

/** Since which day a torrent has had no seeders, looked at once a day while there is a budget. */
export const torrentUnseeded = pgTable("torrent_unseeded", {
  torrentId: integer("torrent_id").primaryKey(),
  since: date({ mode: "string" }).notNull(),
});
