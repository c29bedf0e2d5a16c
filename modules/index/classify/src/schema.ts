import { instant } from "@minato/database/column-types";
import { boolean, integer, jsonb, pgTable, smallint, text } from "drizzle-orm/pg-core";

import type { RuleEffect, RuleMatch } from "./rules/rule.ts";

/** What an operator says of names, applied in order after a torrent was read. */
export const classificationRules = pgTable("classification_rules", {
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  /** Rules with a lower one are applied first. */
  position: integer().notNull(),
  /** Version of all rules with which this one, its place or its being enabled last changed. */
  version: integer().notNull(),
  isEnabled: boolean("is_enabled").notNull(),
  name: text().notNull(),
  match: jsonb().$type<RuleMatch>().notNull(),
  effect: jsonb().$type<RuleEffect>().notNull(),
  createdBy: text("created_by").notNull(),
});

/**
 * One row: the version of all rules, and the versions up to which every torrent was looked at, so
 * that rows an older version wrote and a newer one would write the same need no rewriting.
 */
export const classificationState = pgTable("classification_state", {
  id: smallint().primaryKey(),
  rulesVersion: integer("rules_version").notNull().default(0),
  checkedRulesVersion: integer("checked_rules_version").notNull().default(0),
  checkedParserVersion: integer("checked_parser_version").notNull().default(0),
});

/** A reading of names that only tells what it would change. */
export const classificationPreviews = pgTable("classification_previews", {
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
  finishedAt: instant("finished_at"),
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  state: text({ enum: ["running", "done", "cancelled", "failed"] }).notNull(),
  /** `stale`: rows of older versions; `all`: every row. */
  scope: text({ enum: ["stale", "all"] }).notNull(),
  total: integer().notNull(),
  /** Torrents passed, of which `read` had to be read anew. */
  examined: integer().notNull().default(0),
  read: integer().notNull().default(0),
  changed: integer().notNull().default(0),
  /** The walk goes on behind this torrent. */
  afterId: integer("after_id").notNull().default(0),
  /** Versions that the reading used. */
  parserVersion: integer("parser_version").notNull(),
  rulesVersion: integer("rules_version").notNull(),
  /** Rows that would change, by field. */
  fields: jsonb().$type<Record<string, number>>().notNull().default({}),
  /** Some of the rows before and after. */
  samples: jsonb().$type<unknown[]>().notNull().default([]),
  /** The bulk run that changes what was found. */
  runId: integer("run_id"),
  error: text(),
  startedBy: text("started_by").notNull(),
});

/** The torrents that a preview found to change. */
export const classificationFindings = pgTable("classification_findings", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  previewId: integer("preview_id")
    .notNull()
    .references(() => classificationPreviews.id, { onDelete: "cascade" }),
  torrentIds: integer("torrent_ids").array().notNull(),
});
