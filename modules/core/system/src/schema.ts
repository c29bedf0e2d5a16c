import { integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Processes that run jobs; a row whose process stopped writing `last_seen_at` is a dead one. */
export const workers = pgTable("workers", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  host: text().notNull(),
  roles: text().array().notNull(),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
  lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull(),
  pid: integer().notNull(),
  /** Jobs it was running when it was last seen. */
  running: integer().notNull().default(0),
});
