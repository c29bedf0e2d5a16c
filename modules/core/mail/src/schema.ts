import { index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Messages that wait or were sent; what a link allows is sealed, and gone once it was sent. */
export const mailMessages = pgTable(
  "mail_messages",
  {
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    /** When its link ends; a message without one is pointless after a week. */
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    sentAt: timestamp("sent_at", { withTimezone: true }),
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    attempts: integer().notNull().default(0),
    kind: text().notNull(),
    recipient: text().notNull(),
    /** Language and variables of the message as JSON, sealed by the vault. */
    content: text(),
    lastError: text("last_error"),
  },
  (table) => [index("mail_messages_created_at_index").on(table.createdAt)],
);
