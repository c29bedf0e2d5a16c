import { jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** Settings that differ from their default, one row a field. */
export const settings = pgTable(
  "settings",
  {
    module: text().notNull(),
    name: text().notNull(),
    value: jsonb().notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.module, table.name] })],
);
