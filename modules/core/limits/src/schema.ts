import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** How much of their limits callers have used, as the moment all of it is free again; unlogged. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    caller: text().primaryKey(),
    freeAt: timestamp("free_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("rate_limits_free_at_index").on(table.freeAt)],
);
