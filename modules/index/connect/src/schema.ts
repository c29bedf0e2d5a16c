import { instant } from "@minato/database/column-types";
import { boolean, integer, pgTable, text } from "drizzle-orm/pg-core";

import type { AppKind } from "./app-kinds.ts";

/** Programs that have this index among their indexers, and how they were when last looked at. */
export const connectedApps = pgTable("connected_apps", {
  createdAt: instant("created_at").notNull(),
  checkedAt: instant("checked_at").notNull(),
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  /** Number of the indexer in the program. */
  indexerId: integer("indexer_id").notNull(),
  /** Our key that the program was given; revoked with the connection. */
  apiKeyId: integer("api_key_id").notNull(),
  isReachable: boolean("is_reachable").notNull(),
  hasIndexer: boolean("has_indexer").notNull(),
  isIndexerEnabled: boolean("is_indexer_enabled").notNull(),
  kind: text().$type<AppKind>().notNull(),
  url: text().notNull(),
  /** The program's own key, sealed by the vault. */
  appKey: text("app_key").notNull(),
  /** Under which address the program asks this index. */
  feedUrl: text("feed_url").notNull(),
  version: text(),
  lastError: text("last_error"),
});
