import { CONTENT_TYPES } from "@minato/release-title";
import { Tag } from "@minato/torrents/tags";
import { expandCategory, isKnownCategory, parentCategory } from "@minato/torznab";
import { z } from "zod";

import { findPatternProblem } from "./name-pattern.ts";

const MAX_VALUES = 50;

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).min(1).max(MAX_VALUES).optional();
}

const bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional();
const category = z.int().refine(isKnownCategory, "expected a Newznab number of the category table");

/** Ways to say which names are meant. */
export const PATTERN_KINDS = ["words", "phrase", "glob", "regex"] as const;

/** A way to say which names are meant. */
export type PatternKind = (typeof PATTERN_KINDS)[number];

/** Which names are meant. */
export const NamePattern = z
  .object({
    kind: z
      .enum(PATTERN_KINDS)
      .describe(
        "words: all of them, anywhere; phrase: next to each other; glob: the whole name with * and " +
          "?; regex: RE2 syntax, anywhere in the name. Upper and lower case are alike",
      ),
    text: z.string().trim().min(1).max(200),
  })
  .superRefine((pattern, issues) => {
    const problem = findPatternProblem(pattern);
    if (problem !== undefined) {
      issues.addIssue({ code: "custom", path: ["text"], message: problem });
    }
  });

/** Which names are meant. */
export type NamePattern = z.output<typeof NamePattern>;

/** Which torrents a rule is about: those that fulfil everything given. */
export const RuleMatch = z
  .object({
    name: NamePattern.optional(),
    types: list(z.enum(CONTENT_TYPES)).describe("What the torrent was read as, or an earlier rule"),
    categories: list(category).describe("Newznab numbers, a parent including its children"),
    extensions: list(
      z
        .string()
        .trim()
        .toLowerCase()
        .transform((text) => text.replace(/^\./, ""))
        .pipe(z.string().regex(/^[a-z0-9]{1,12}$/, "expected an extension such as mkv")),
    ).describe("Of any file; without a file list that of the name"),
    sources: list(z.string().trim().min(1).max(100)).describe("Names of sources that listed it"),
    minSize: bytes.describe("Bytes; leaves an unknown size out"),
    maxSize: bytes,
  })
  .refine((match) => Object.values(match).some((value) => value !== undefined), {
    error: "expected at least one condition",
  })
  .refine(({ minSize = 0, maxSize = Infinity }) => minSize <= maxSize, {
    path: ["minSize"],
    message: "expected at most maxSize",
  });

/** Which torrents a rule is about. */
export type RuleMatch = z.output<typeof RuleMatch>;

/** What a rule does. */
export const RuleEffect = z
  .object({
    contentType: z.enum(CONTENT_TYPES).optional(),
    categories: z
      .array(category)
      .min(1)
      .max(20)
      .optional()
      .describe("Newznab numbers instead of those read, parents are added"),
    tags: z.array(Tag).min(1).max(10).optional().describe("Added to those of earlier rules"),
    hide: z.literal(true).optional().describe("Searches and feeds leave it out"),
  })
  .refine((effect) => Object.values(effect).some((value) => value !== undefined), {
    error: "expected at least one effect",
  });

/** What a rule does. */
export type RuleEffect = z.output<typeof RuleEffect>;

/** What an operator says of a rule. */
export const RuleDefinition = z.object({
  name: z.string().trim().min(1).max(100),
  isEnabled: z.boolean().default(true),
  match: RuleMatch,
  effect: RuleEffect,
});

/** What an operator says of a rule. */
export type RuleDefinition = z.output<typeof RuleDefinition>;

/** A stored rule. */
export const Rule = RuleDefinition.extend({
  id: z.int(),
  position: z.int().describe("Rules with a lower one are applied first"),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** A stored rule. */
export type Rule = z.output<typeof Rule>;

/** Whether one of a torrent's categories is one of the wanted, a parent including its children. */
export function hasCategory(categories: readonly number[], wanted: readonly number[]): boolean {
  const all = new Set(wanted.flatMap((id) => expandCategory(id)));
  return categories.some((id) => all.has(id) || all.has(parentCategory(id) ?? id));
}
