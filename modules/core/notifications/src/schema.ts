import { bytea, instant } from "@minato/database/column-types";
import { users } from "@minato/identity/schema";
import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";

const owner = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** What people were told, a row for each of them; their texts are written when they are read. */
export const notifications = pgTable(
  "notifications",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** Of the last time it happened. */
    happenedAt: instant("happened_at").notNull(),
    /** Of the last change to the row: what open pages watch. */
    changedAt: instant("changed_at").notNull(),
    readAt: instant("read_at"),
    /** When it last went out through other channels. */
    sentAt: instant("sent_at"),
    /** How often it happened since it was last read. */
    count: integer().notNull().default(1),
    userId: owner(),
    topic: text().notNull(),
    /** What it is about: while it is unread, the same again is counted instead of told anew. */
    subject: text().notNull(),
    values: jsonb().$type<Record<string, string | number>>().notNull(),
    /** A page of the dashboard. */
    path: text(),
    /** The inbox shows it; without it only other channels do. */
    isListed: boolean("is_listed").notNull(),
  },
  (table) => [
    uniqueIndex("notifications_unread")
      .on(table.userId, table.topic, table.subject)
      .where(sql`${table.readAt} is null`),
    index("notifications_user").on(table.userId, table.id),
    index("notifications_changed_at").on(table.changedAt),
  ],
);

/** What a person chose otherwise than the defaults. */
export const notificationChoices = pgTable(
  "notification_choices",
  {
    isOn: boolean("is_on").notNull(),
    userId: owner(),
    kind: text().notNull(),
    channel: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind, table.channel] })],
);

/** How a person is reached beside the inbox. */
export const notificationChannels = pgTable("notification_channels", {
  userId: owner().primaryKey(),
  /** Of texts that leave the server. */
  language: text().notNull().default("en"),
  isDigest: boolean("is_digest").notNull().default(false),
  /** Address and token as JSON, sealed: both let their holder send. */
  webhook: text(),
  webhookFormat: text("webhook_format"),
  /** Since when it is left alone because its receiver is gone. */
  webhookEndedAt: instant("webhook_ended_at"),
});

/** Browsers that are told; a subscription's address and keys are sealed. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    createdAt: instant("created_at").notNull(),
    userId: owner(),
    /** SHA-256 of its address. */
    endpointHash: bytea("endpoint_hash").notNull().unique(),
    subscription: text().notNull(),
    device: text().notNull(),
  },
  (table) => [index("push_subscriptions_user").on(table.userId)],
);

/** One row: the keys by which push services know this server. */
export const pushKeys = pgTable("push_keys", {
  id: smallint().primaryKey(),
  createdAt: instant("created_at").notNull(),
  publicKey: text("public_key").notNull(),
  /** Sealed. */
  privateKey: text("private_key").notNull(),
});

/** What goes to a channel, once each; kept for some days as its history. */
export const notificationDeliveries = pgTable(
  "notification_deliveries",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    notificationId: integer("notification_id")
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    subscriptionId: integer("subscription_id").references(() => pushSubscriptions.id, {
      onDelete: "cascade",
    }),
    attempts: smallint().notNull().default(0),
    createdAt: instant("created_at").notNull(),
    /** Sent, or given up with an error. */
    endedAt: instant("ended_at"),
    /** Waits for the daily message. */
    isDigest: boolean("is_digest").notNull().default(false),
    userId: owner(),
    channel: text().notNull(),
    error: text(),
  },
  (table) => [
    index("notification_deliveries_user").on(table.userId, table.channel, table.createdAt),
    index("notification_deliveries_notification").on(table.notificationId),
    index("notification_deliveries_digest")
      .on(table.userId)
      .where(sql`${table.isDigest} and ${table.endedAt} is null`),
  ],
);

/** Problems that were told, until some time after they are over. */
export const notificationProblems = pgTable(
  "notification_problems",
  {
    since: instant("since").notNull(),
    /** Null while it lasts. */
    overAt: instant("over_at"),
    topic: text().notNull(),
    key: text().notNull(),
    mark: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.topic, table.key] })],
);
