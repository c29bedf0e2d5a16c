import { instant } from "@minato/database/column-types";
import { integer, pgTable, real, smallint, text } from "drizzle-orm/pg-core";

/** How often everything was asked to be indexed anew; one row, none before the first time. */
export const searchRebuilds = pgTable("search_rebuilds", {
  id: smallint().primaryKey(),
  /** Indexes of another generation are built anew. */
  generation: integer().notNull(),
  requestedAt: instant("requested_at").notNull(),
});

/** How far each index is with being built anew; rows of processes that are gone are left behind. */
export const searchIndexes = pgTable("search_indexes", {
  /** Host and directory. */
  name: text().primaryKey(),
  /** That is being built, or was built last. */
  generation: integer().notNull(),
  /** Share that is done, 0 to 1. */
  progress: real().notNull(),
  torrents: integer().notNull(),
  updatedAt: instant("updated_at").notNull(),
});
