import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

/**
 * What was done by whom, kept as a record: rows are only ever added. Partitioned by month of `at`
 * in its migration; `monthly-partitions.ts` looks after the months.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull(),
    actorKind: text("actor_kind", {
      enum: ["user", "key", "internal", "guest", "system"],
    }).notNull(),
    actorName: text("actor_name").notNull(),
    /** No foreign key: the entry outlives the user. */
    actorUserId: text("actor_user_id"),
    actorKeyId: integer("actor_key_id"),
    action: text().notNull(),
    object: text().notNull(),
    address: text(),
    before: jsonb(),
    after: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.at] }),
    index("audit_entries_at_index").on(table.at),
    // What was done to one thing, such as a torrent by its info hash.
    index("audit_entries_object").on(table.object, table.id),
  ],
);
