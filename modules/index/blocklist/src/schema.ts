import { bytea } from "@minato/database/column-types";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** `list_id` of blocks that a person or a keyword rule made; every other number is a subscription. */
export const BY_HAND = 0;

/** Blocked torrents: a row for each reason to block one, so that taking one away leaves the others. */
export const blockedTorrents = pgTable(
  "blocked_torrents",
  {
    blockedAt: timestamp("blocked_at", { withTimezone: true }).notNull(),
    listId: integer("list_id").notNull().default(BY_HAND),
    /** The keyword rule that blocked it. */
    ruleId: integer("rule_id"),
    /** 20 bytes: v1, or the v2 hash cut short. */
    infoHash: bytea("info_hash").notNull(),
    reason: text(),
    blockedBy: text("blocked_by"),
    /** As the torrent was called when it was blocked, where that is known; never for the built-in rule. */
    name: text(),
  },
  (table) => [
    primaryKey({ columns: [table.infoHash, table.listId] }),
    index("blocked_torrents_by_hand")
      .on(table.blockedAt, table.infoHash)
      .where(sql`${table.listId} = 0`),
  ],
);

/** Torrents that a person allowed although a list names them or a keyword rule matches. */
export const allowedTorrents = pgTable("allowed_torrents", {
  infoHash: bytea("info_hash").primaryKey(),
  allowedBy: text("allowed_by").notNull(),
  allowedAt: timestamp("allowed_at", { withTimezone: true }).notNull(),
});

/** Blocked tracker hosts: `tracker.example.org`, or `*.example.org` for every host below. */
export const blockedTrackers = pgTable("blocked_trackers", {
  pattern: text().primaryKey(),
  reason: text(),
  blockedBy: text("blocked_by").notNull(),
  blockedAt: timestamp("blocked_at", { withTimezone: true }).notNull(),
});

/** Words that keep torrents out; the default rule holds the digest of its shipped terms instead. */
export const keywordRules = pgTable(
  "keyword_rules",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    hits: bigint({ mode: "number" }).notNull().default(0),
    lastHitAt: timestamp("last_hit_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    isDefault: boolean("is_default").notNull().default(false),
    pattern: text().notNull(),
    target: text({ enum: ["name", "path", "both"] }).notNull(),
    action: text({ enum: ["delete", "block"] }).notNull(),
    createdBy: text("created_by").notNull(),
  },
  (table) => [
    uniqueIndex("keyword_rules_pattern").on(table.pattern, table.target),
    uniqueIndex("keyword_rules_default")
      .on(table.isDefault)
      .where(sql`${table.isDefault}`),
  ],
);

/** Lists of info hashes that others publish, read again every day. */
export const blocklists = pgTable("blocklists", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  entryCount: integer("entry_count").notNull().default(0),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  lastFetchedAt: timestamp("last_fetched_at", { withTimezone: true }),
  name: text().notNull(),
  url: text().notNull().unique(),
  /** 64 hex: the only content that is taken. */
  sha256: text(),
  /** Where the checksum of the current content is published. */
  checksumUrl: text("checksum_url"),
  etag: text(),
  /** 64 hex: of the content that was last taken. */
  contentSha256: text("content_sha256"),
  lastError: text("last_error"),
});

/** One row that counts the changes below; its lock puts them in the order of their commits. */
export const blocklistState = pgTable("blocklist_state", {
  id: smallint().primaryKey(),
  version: bigint({ mode: "number" }).notNull(),
});

/** The latest changes, by which every process keeps what it holds in memory up to date. */
export const blocklistChanges = pgTable("blocklist_changes", {
  version: bigint({ mode: "number" }).primaryKey(),
  at: timestamp({ withTimezone: true })
    .notNull()
    .default(sql`clock_timestamp()`),
  /** How many blocks came or went; 0 when rules changed. */
  count: integer().notNull(),
  kind: text({ enum: ["blocked", "unblocked", "rules"] }).notNull(),
  /** The first eight bytes of each hash that was blocked. */
  prefixes: bytea(),
});
