import { CONTENT_TYPES } from "@minato/release-title";
import { SearchInput } from "@minato/search/search-input";
import { Tag } from "@minato/torrents/tags";
import { z } from "zod";

const MAX_INFO_HASHES = 10_000;

/** What a person may do to many torrents at once. */
export const BULK_ACTIONS = [
  "delete",
  "block",
  "reclassify",
  "setCategory",
  "setContentType",
  "addTags",
  "removeTags",
] as const;

type BulkAction = (typeof BULK_ACTIONS)[number];

/** What to do to which torrents. */
export const BulkInput = z
  .object({
    action: z.enum(BULK_ACTIONS),
    query: SearchInput.optional().describe(
      "As GET /search takes it: all its results, whatever limit and offset " +
        "say, in every form it understands; {} is the whole index",
    ),
    infoHashes: z
      .array(z.string().max(64))
      .min(1)
      .max(MAX_INFO_HASHES)
      .optional()
      .describe("Instead of a query: 40 hex, 64 hex or 32 base32 characters each"),
    categories: z
      .array(z.int().min(1000).max(999_999))
      .min(1)
      .max(20)
      .optional()
      .describe("Newznab categories, for setCategory"),
    contentType: z.enum(CONTENT_TYPES).optional().describe("For setContentType"),
    tags: z.array(Tag).min(1).max(10).optional().describe("For addTags and removeTags"),
    reason: z.string().trim().max(500).optional().describe("Why, for block"),
  })
  .superRefine((input, issues) => {
    const require = (field: string, isMet: boolean, message: string) => {
      if (!isMet) issues.addIssue({ code: "custom", path: [field], message });
    };
    const isOneGiven = (input.query === undefined) !== (input.infoHashes === undefined);
    require("query", isOneGiven, "expected either query or infoHashes");
    const belongs = (
      field: "categories" | "contentType" | "tags",
      ...actions: readonly BulkAction[]
    ) => {
      const isMet = (input[field] !== undefined) === actions.includes(input.action);
      require(field, isMet, `belongs to ${actions.join(" and ")}`);
    };
    belongs("categories", "setCategory");
    belongs("contentType", "setContentType");
    belongs("tags", "addTags", "removeTags");
  });

/** What to do to which torrents. */
export type BulkInput = z.output<typeof BulkInput>;
