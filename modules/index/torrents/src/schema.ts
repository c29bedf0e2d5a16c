import { bytea, tsvector, xid8 } from "@minato/database/column-types";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/**
 * One lean row per torrent. What changes often (swarm numbers), what is large (files, metainfo) and
 * what is derived (attributes read from the name) live in tables of their own, so that this row is
 * written once and rarely again.
 */
export const torrents = pgTable(
  "torrents",
  {
    /** Bytes; null when only a magnet link without a length is known. */
    size: bigint({ mode: "number" }),
    /** When it entered this index: the immutable order of feeds. */
    indexedAt: timestamp("indexed_at", { withTimezone: true })
      .notNull()
      .default(sql`clock_timestamp()`),
    /** The source's own date. */
    publishedAt: timestamp("published_at", { withTimezone: true }),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    fileCount: integer("file_count").notNull().default(0),
    isPrivate: boolean("is_private").notNull().default(false),
    /** The title was derived from metainfo or a magnet link; one given by a source replaces it. */
    isTitleDerived: boolean("is_title_derived").notNull().default(false),
    /** v1 when there is one, else the v2 hash cut to 20 bytes (BEP 52). */
    infoHash: bytea("info_hash").primaryKey(),
    infoHashV2: bytea("info_hash_v2"),
    title: text().notNull(),
    /** Newznab categories as sources gave them; the classifier unites them with its own. */
    givenCategories: integer("given_categories").array(),
    trackerIds: integer("tracker_ids").array(),
    /** Words of the title for the search in PostgreSQL, without positions. */
    document: tsvector().notNull(),
  },
  (table) => [
    uniqueIndex("torrents_id").on(table.id),
    uniqueIndex("torrents_info_hash_v2")
      .on(table.infoHashV2)
      .where(sql`${table.infoHashV2} is not null`),
    index("torrents_indexed_at").on(table.indexedAt, table.id),
    index("torrents_document").using("gin", table.document).with({ gin_pending_list_limit: 512 }),
  ],
);

/**
 * Swarm numbers, the maximum over the newest report of each source. Unknown is null. No secondary
 * index, and free space in each page, so that a refresh rewrites nothing else.
 */
export const torrentStats = pgTable("torrent_stats", {
  checkedAt: timestamp("checked_at", { withTimezone: true }),
  torrentId: integer("torrent_id").primaryKey(),
  seeders: integer(),
  leechers: integer(),
  snatches: integer(),
});

/** The file list of a torrent in one packed value; `file-list.ts` reads and writes it. */
export const torrentFiles = pgTable("torrent_files", {
  torrentId: integer("torrent_id").primaryKey(),
  files: bytea().notNull(),
});

/** Where torrents come from: a pusher, an upload, a feed. */
export const sources = pgTable("sources", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
});

/** What each source sent since it first did, and when it last did. */
export const sourceActivity = pgTable("source_activity", {
  firstPushAt: timestamp("first_push_at", { withTimezone: true }).notNull(),
  lastPushAt: timestamp("last_push_at", { withTimezone: true }).notNull(),
  lastRejectAt: timestamp("last_reject_at", { withTimezone: true }),
  inserted: bigint({ mode: "number" }).notNull(),
  updated: bigint({ mode: "number" }).notNull(),
  unchanged: bigint({ mode: "number" }).notNull(),
  blocked: bigint({ mode: "number" }).notNull(),
  rejected: bigint({ mode: "number" }).notNull(),
  sourceId: integer("source_id").primaryKey(),
  lastRejectReason: text("last_reject_reason"),
});

/**
 * What each source sent in each five minutes. Partitioned by month of `at` in its migration, with a
 * default partition; see `monthly-partitions.ts` of the audit module.
 */
export const sourceHistory = pgTable(
  "source_history",
  {
    at: timestamp({ withTimezone: true }).notNull(),
    sourceId: integer("source_id").notNull(),
    inserted: integer().notNull(),
    updated: integer().notNull(),
    unchanged: integer().notNull(),
    blocked: integer().notNull(),
    rejected: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.at, table.sourceId] })],
);

/** Which source saw a torrent, when, and the swarm numbers it last reported. */
export const torrentSources = pgTable(
  "torrent_sources",
  {
    firstSeenAt: timestamp("first_seen_at", { withTimezone: true }).notNull(),
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull(),
    checkedAt: timestamp("checked_at", { withTimezone: true }),
    torrentId: integer("torrent_id").notNull(),
    sourceId: integer("source_id").notNull(),
    seeders: integer(),
    leechers: integer(),
    snatches: integer(),
    url: text(),
  },
  (table) => [primaryKey({ columns: [table.torrentId, table.sourceId] })],
);

/** Announce URLs of public torrents, each stored once. */
export const trackers = pgTable("trackers", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  url: text().notNull().unique(),
});

/** The info dictionary byte for byte, compressed, and what only the original file had. */
export const torrentMetainfo = pgTable("torrent_metainfo", {
  torrentId: integer("torrent_id").primaryKey(),
  /** Deflated. */
  info: bytea().notNull(),
  /** The `piece layers` of a v2 file (BEP 52), bencoded and deflated. */
  pieceLayers: bytea("piece_layers"),
  isCanonical: boolean("is_canonical").notNull(),
  /** Announce URLs of a private torrent carry its uploader's passkey: never listed anywhere. */
  privateTrackers: text("private_trackers").array(),
  uploadedBy: text("uploaded_by"),
});

/** Identifiers of the work a torrent holds, as sources gave them. */
export const torrentExternalIds = pgTable(
  "torrent_external_ids",
  {
    torrentId: integer("torrent_id").primaryKey(),
    imdb: integer(),
    tmdb: integer(),
    tvdb: integer(),
    tvmaze: integer(),
    anidb: integer(),
    anilist: integer(),
    mal: integer(),
    musicbrainz: uuid(),
  },
  (table) => [
    index("torrent_external_ids_imdb")
      .on(table.imdb)
      .where(sql`${table.imdb} is not null`),
    index("torrent_external_ids_tmdb")
      .on(table.tmdb)
      .where(sql`${table.tmdb} is not null`),
    index("torrent_external_ids_tvdb")
      .on(table.tvdb)
      .where(sql`${table.tvdb} is not null`),
    index("torrent_external_ids_tvmaze")
      .on(table.tvmaze)
      .where(sql`${table.tvmaze} is not null`),
  ],
);

/** What a person corrected; it beats every source and the classifier for good. */
export const torrentCorrections = pgTable("torrent_corrections", {
  torrentId: integer("torrent_id").primaryKey(),
  title: text(),
  contentType: text("content_type"),
  categories: integer().array(),
  /** Attributes by name, laid over what the classifier reads. */
  attributes: jsonb().$type<Record<string, unknown>>(),
  correctedBy: text("corrected_by").notNull(),
  correctedAt: timestamp("corrected_at", { withTimezone: true }).notNull(),
  /** Tags a person put on, and with a hyphen in front those a person took off. */
  tags: text().array(),
  /** Whether searches and feeds leave it out. */
  isHidden: boolean("is_hidden"),
  /** `good`, `suspicious` or `fake`, whatever the files look like. */
  verdict: text(),
});

/**
 * What changed, for everything that follows the index: one row for all torrents that one
 * transaction changed in the same way. Followers read only rows whose transaction is over for every
 * snapshot; ids alone are given out before the commit and would hide a late one.
 */
export const torrentChanges = pgTable(
  "torrent_changes",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    transactionId: xid8("transaction_id")
      .notNull()
      .default(sql`pg_current_xact_id()`),
    at: timestamp({ withTimezone: true })
      .notNull()
      .default(sql`clock_timestamp()`),
    /** Codes of `changes.ts`. */
    kind: smallint().notNull(),
    torrentIds: integer("torrent_ids").array().notNull(),
    /** Info hashes of deleted torrents, in the order of the ids. */
    infoHashes: bytea("info_hashes").array(),
  },
  (table) => [index("torrent_changes_at").using("brin", table.at)],
);

/** Categories that get a feed index of their own; a rarer one is found through its parent's. */
export const FEED_CATEGORIES = [
  1000, 2000, 2030, 2040, 2045, 3000, 4000, 5000, 5030, 5040, 5045, 5070, 6000, 7000, 8000,
] as const;

/**
 * What the classifier reads from a torrent's name and files: the attributes that searches and feeds
 * filter on. A torrent without a row here is not classified yet. Kept apart from `torrents` so that
 * reading everything anew rewrites this narrow table only.
 */
export const torrentAttributes = pgTable(
  "torrent_attributes",
  {
    /** Copied from the torrent: feeds by category walk the indexes below in this order. */
    indexedAt: timestamp("indexed_at", { withTimezone: true }).notNull(),
    torrentId: integer("torrent_id").primaryKey(),
    airDate: date("air_date", { mode: "string" }),
    /** Version of the rules that wrote the row. */
    version: smallint().notNull(),
    /** Codes of `attribute-codes.ts`. */
    contentType: smallint("content_type").notNull(),
    year: smallint(),
    /** Lines: 2160, 1080, … */
    resolution: smallint(),
    releaseSource: smallint("release_source"),
    videoCodec: smallint("video_codec"),
    /** Coarse number of seeders, so that lists by seeders walk an index; see `seed-bucket.ts`. */
    seedBucket: smallint("seed_bucket").notNull().default(0),
    /** Newznab categories: parent, leaf and extras; never empty. */
    categories: integer().array().notNull(),
    seasons: smallint().array(),
    /** Empty for a season pack. */
    episodes: smallint().array(),
    languages: text().array(),
    releaseGroup: text("release_group"),
    /** Code of `attribute-codes.ts`: 0 nothing speaks against it, 1 suspicious, 2 fake. */
    verdict: smallint().notNull().default(0),
    /** Searches and feeds leave it out. */
    isHidden: boolean("is_hidden").notNull().default(false),
    /** Version of the operator's rules that were applied; null before there were any. */
    rulesVersion: integer("rules_version"),
    /** The operator's rules that matched, in their order. */
    ruleIds: integer("rule_ids").array(),
    tags: text().array(),
  },
  (table) => [
    index("torrent_attributes_categories").using("gin", table.categories),
    index("torrent_attributes_seed_bucket").on(table.seedBucket, table.torrentId),
    index("torrent_attributes_tags")
      .using("gin", table.tags)
      .where(sql`${table.tags} is not null`),
    index("torrent_attributes_hidden")
      .on(table.torrentId)
      .where(sql`${table.isHidden}`),
    ...FEED_CATEGORIES.map((category) =>
      index(`torrent_attributes_feed_${category}`)
        .on(table.indexedAt, table.torrentId)
        .where(sql.raw(`categories @> '{${category}}'`)),
    ),
  ],
);
