import { instant } from "@minato/database/column-types";
import type { Sort } from "@minato/search/search-engine";
import { integer, jsonb, pgTable, smallint, text } from "drizzle-orm/pg-core";

import type { ProfileFilters } from "./profile.ts";

/** Named parts of the index, each a Torznab indexer and a feed of its own. */
export const torznabProfiles = pgTable("torznab_profiles", {
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  defaultLimit: smallint("default_limit").notNull(),
  maxLimit: smallint("max_limit").notNull(),
  /** What stands in the address. */
  name: text().notNull().unique(),
  title: text().notNull(),
  filters: jsonb().$type<ProfileFilters>().notNull(),
  /** Null: newest first, or by relevance when a text is searched for. */
  sort: text().$type<Sort>(),
});
