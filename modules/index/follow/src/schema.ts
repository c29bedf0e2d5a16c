import { instant, xid8 } from "@minato/database/column-types";
import { users } from "@minato/identity/schema";
import {
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/** Searches of which people want to know what newly arrives. */
export const followedSearches = pgTable(
  "followed_searches",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    createdAt: instant("created_at").notNull(),
    lastFoundAt: instant("last_found_at"),
    /** Torrents that were found since it is followed. */
    found: integer().notNull().default(0),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Text and filters as the address of the search has them, in a fixed order. */
    query: text().notNull(),
  },
  (table) => [
    uniqueIndex("followed_searches_query").on(table.userId, table.query),
    index("followed_searches_by_query").on(table.query),
  ],
);

/** What was told of a followed search, for as long as it could be found as new once more. */
export const followedHits = pgTable(
  "followed_hits",
  {
    foundAt: instant("found_at").notNull(),
    searchId: integer("search_id")
      .notNull()
      .references(() => followedSearches.id, { onDelete: "cascade" }),
    torrentId: integer("torrent_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.searchId, table.torrentId] }),
    index("followed_hits_found_at").on(table.foundAt),
  ],
);

/** One row: up to where the feed of changes was matched. */
export const followCursor = pgTable("follow_cursor", {
  id: smallint().primaryKey(),
  feedId: uuid("feed_id").notNull(),
  transactionId: xid8("transaction_id").notNull(),
  changeId: bigint("change_id", { mode: "number" }).notNull(),
});
