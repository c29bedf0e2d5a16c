import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Keys that seal what must not be read from the database alone, each sealed under the secret. */
export const vaultKeys = pgTable("vault_keys", {
  version: integer().primaryKey(),
  sealedKey: text("sealed_key").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  /** Since when everything it sealed is sealed by a newer one. */
  retiredAt: timestamp("retired_at", { withTimezone: true }),
});
