import { CONTENT_TYPES, VERDICTS } from "@minato/release-title";
import { tokenizeQuery } from "@minato/search-text";
import type { SearchFilters } from "@minato/search/search-engine";
import { Tag } from "@minato/torrents/tags";
import { expandCategory, isKnownCategory } from "@minato/torznab";
import { z } from "zod";

const MAX_VALUES = 100;
const MAX_PAGE = 100;
/** All of them stand before a query, whose length is bounded. */
const MAX_BLOCKED_WORDS = 20;
const MAX_BLOCKED_LENGTH = 24;
/** "all" makes Sonarr and Radarr warn of Jackett's; the others are routes beside the profiles. */
const RESERVED_NAMES: readonly string[] = ["all", "api", "download"];

const size = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const text = z.string().trim().min(1).max(100);

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).min(1).max(MAX_VALUES).optional();
}

/** What stands in the address of a profile. */
export const ProfileName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
    "expected 1 to 40 lower-case letters, digits and inner hyphens",
  )
  .refine(
    (name) => !RESERVED_NAMES.includes(name),
    `expected another name than ${RESERVED_NAMES.join(", ")}: Sonarr and Radarr refuse an indexer called all, and the others are addresses of their own`,
  );

/** Which torrents a profile has: those that fulfil everything given. */
export const ProfileFilters = z
  .object({
    types: list(z.enum(CONTENT_TYPES)).describe("Content types"),
    categories: list(
      z.int().refine(isKnownCategory, "expected a Newznab number of the category table"),
    ).describe("Newznab numbers, a parent including its children"),
    resolutions: list(z.int().min(1).max(32_767)).describe("Lines, 1080"),
    languages: list(text).describe("ISO 639-1"),
    sources: list(text).describe("Names of sources"),
    groups: list(text).describe("Release groups"),
    tags: list(Tag).describe("Tags, of which one is enough"),
    verdicts: list(z.enum(VERDICTS)).describe(
      "Whether it looks like what it says: good alone leaves out what is suspicious",
    ),
    minSeeders: size.optional().describe("Leaves unknown numbers out"),
    minSize: size.optional().describe("Bytes"),
    maxSize: size.optional().describe("Bytes"),
    blockedWords: z
      .array(
        z.string().trim().min(1).max(MAX_BLOCKED_LENGTH).refine(isOneWord, "expected one word"),
      )
      .min(1)
      .max(MAX_BLOCKED_WORDS)
      .optional()
      .describe("Words of which none may be in the title"),
  })
  .refine(({ minSize = 0, maxSize = Infinity }) => minSize <= maxSize, {
    path: ["minSize"],
    message: "expected at most maxSize",
  });

/** Which torrents a profile has. */
export type ProfileFilters = z.output<typeof ProfileFilters>;

/** What a person says of a profile. */
export const ProfileDefinition = z.object({
  name: ProfileName.describe("Part of the address: /torznab/{name}/api"),
  title: z.string().trim().min(1).max(100).describe("Name that programs show"),
  filters: ProfileFilters.default({}),
  sort: z
    .enum(["seeders", "size", "published", "title"])
    .optional()
    .describe("Newest first unless told, which programs that follow the feed need"),
  limits: z
    .object({
      default: z.int().min(1).max(MAX_PAGE).default(MAX_PAGE),
      max: z.int().min(1).max(MAX_PAGE).default(MAX_PAGE),
    })
    .refine((limits) => limits.default <= limits.max, {
      path: ["default"],
      message: "expected at most max",
    })
    .default({ default: MAX_PAGE, max: MAX_PAGE })
    .describe("Items on a page"),
});

/** What a person says of a profile. */
export type ProfileDefinition = z.output<typeof ProfileDefinition>;

/** A stored profile. */
export const Profile = ProfileDefinition.extend({
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** A stored profile. */
export type Profile = z.output<typeof Profile>;

/** The filters as the search takes them; blocked words are no filter there. */
export function toSearchFilters(filters: ProfileFilters): SearchFilters {
  const { blockedWords: _, categories, ...rest } = filters;
  return {
    ...rest,
    categories: categories && [...new Set(categories.flatMap((id) => expandCategory(id)))],
  };
}

function isOneWord(word: string): boolean {
  const { tokens } = tokenizeQuery(`${word} `);
  return tokens.length === 1 && tokens[0]?.isExcluded === false && !/\s/u.test(word);
}
