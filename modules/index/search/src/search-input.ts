import { CONTENT_TYPES, VERDICTS, VIDEO_CODECS } from "@minato/release-title";
import { releaseSourceCodes } from "@minato/torrents/attribute-codes";
import { expandCategory, findCategoryByName } from "@minato/torznab";
import { z } from "zod";

import { HDR_FORMATS } from "./hdr-formats.ts";
import {
  FACETS,
  RANKS,
  SORTS,
  type FacetName,
  type SearchFilters,
  type YearRange,
} from "./search-engine.ts";
import { AGE_BUCKET_NAMES, SIZE_BUCKET_NAMES } from "./value-buckets.ts";

const MAX_VALUES = 100;
const MAX_TEXT = 8192;
const MAX_OFFSET = 2_000_000_000;

/** A value of a query string: absent when blank. */
const present = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

/** One value, several, or several in one string with commas. */
function list<Item extends z.ZodType>(item: Item, description: string) {
  return z
    .preprocess(
      (value) => {
        if (present(value) === undefined) return undefined;
        const values = Array.isArray(value) ? value : [value];
        return values
          .flatMap((one) => (typeof one === "string" ? one.split(",") : [String(one)]))
          .map((text) => text.trim())
          .filter((text) => text !== "");
      },
      z.array(item).max(MAX_VALUES, `expected at most ${MAX_VALUES} values`).optional(),
    )
    .describe(`${description}; several are alternatives`);
}

function integer(min: number, max: number) {
  const message = `expected an integer from ${min} to ${max}`;
  return z.preprocess(
    (value) =>
      typeof value === "string" && /^\d{1,15}$/.test(value.trim()) ? Number(value) : present(value),
    z.int(message).min(min, message).max(max, message).optional(),
  );
}

const category = z.string().transform((text, issues): readonly number[] => {
  const id = /^\d{1,9}$/.test(text) ? Number(text) : findCategoryByName(text);
  if (id !== undefined) return expandCategory(id);
  issues.addIssue({ code: "custom", message: "expected a Newznab number or a name such as TV/HD" });
  return z.NEVER;
});

const resolution = z.string().transform((text, issues): number => {
  const lines = /^(\d{3,4})[pi]?$/i.exec(text)?.[1] ?? (/^4k$/i.test(text) ? "2160" : undefined);
  if (lines !== undefined) return Number(lines);
  issues.addIssue({ code: "custom", message: "expected lines such as 1080p" });
  return z.NEVER;
});

const years = z.string().transform((text, issues): YearRange => {
  const [, from, dots, to] = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(text) ?? [];
  if (dots === undefined && from !== undefined && to === undefined) {
    return { from: Number(from), to: Number(from) };
  }
  const isSpan = dots !== undefined && (from !== undefined || to !== undefined);
  if (isSpan && Number(from ?? 0) <= Number(to ?? 9999)) {
    return { from: from && Number(from), to: to && Number(to) } as YearRange;
  }
  issues.addIssue({ code: "custom", message: "expected a year or a span such as 2010..2015" });
  return z.NEVER;
});

const facets = z.enum([...FACETS, "all"]);

/** What `GET /search` takes. */
export const SearchInput = z
  .object({
    q: z
      .preprocess(present, z.string().max(MAX_TEXT).optional())
      .describe(
        'Words, "a phrase", -excluded, one | other, key:value (year, res, size, type, season, group, ' +
          "seeders, source, added, lang, verdict, tag, hash, imdb and others); an info hash or a magnet link finds " +
          "its torrent, an IMDb link those of its work",
      ),
    category: list(category, "Newznab number or name (TV/HD), including its children"),
    type: list(z.enum(CONTENT_TYPES), "Content type"),
    resolution: list(resolution, "Resolution, 1080p"),
    codec: list(z.enum(VIDEO_CODECS), "Video codec"),
    language: list(z.string().max(20), "ISO 639-1"),
    group: list(z.string().max(100), "Release group"),
    verdict: list(z.enum(VERDICTS), "Whether it looks like what it says"),
    tag: list(z.string().max(40).toLowerCase(), "Tag"),
    hidden: z
      .preprocess(present, z.literal("yes").optional())
      .describe("yes: what rules and people hid, for administrators"),
    year: list(years, "Year, 2010 or 2010..2015"),
    quality: list(z.enum(releaseSourceCodes.names), "Where the picture or sound was taken from"),
    hdr: list(z.enum(HDR_FORMATS), "Format of the picture"),
    size: list(z.enum(SIZE_BUCKET_NAMES), "Span of sizes, as the facet names it"),
    age: list(z.enum(AGE_BUCKET_NAMES), "Span of time since it entered the index"),
    source: list(z.string().max(100), "Name of a source"),
    minSize: integer(0, Number.MAX_SAFE_INTEGER).describe("Bytes"),
    maxSize: integer(0, Number.MAX_SAFE_INTEGER).describe("Bytes"),
    minSeeders: integer(0, Number.MAX_SAFE_INTEGER).describe("Leaves unknown numbers out"),
    sort: z
      .preprocess(present, z.enum(SORTS).optional())
      .describe("relevance with a text and indexed without one unless told"),
    order: z
      .preprocess(present, z.enum(["asc", "desc"]).optional())
      .describe("asc for title and desc for all others unless told"),
    rank: z
      .preprocess(present, z.enum(RANKS).optional())
      .describe("What relevance prefers, best unless told"),
    limit: integer(1, 100).describe("50 unless told"),
    offset: integer(0, MAX_OFFSET),
    facets: list(facets, "Values to count, or all").transform((names): readonly FacetName[] =>
      names === undefined
        ? []
        : FACETS.filter((name) => names.includes("all") || names.includes(name)),
    ),
  })
  .refine(({ minSize = 0, maxSize = Infinity }) => minSize <= maxSize, {
    path: ["minSize"],
    message: "expected at most maxSize",
  });

/** What a search asks for. */
export type SearchInput = z.output<typeof SearchInput>;

/** The filters of a search, as an engine takes them. */
export function toSearchFilters(
  input: Omit<SearchInput, "sort" | "order" | "rank" | "limit" | "offset" | "facets">,
): SearchFilters {
  return {
    categories: input.category && [...new Set(input.category.flat())],
    types: input.type,
    resolutions: input.resolution,
    codecs: input.codec,
    languages: input.language,
    years: input.year,
    sources: input.source,
    groups: input.group,
    qualities: input.quality,
    hdr: input.hdr,
    sizes: input.size,
    ages: input.age,
    verdicts: input.verdict,
    tags: input.tag,
    hidden: input.hidden,
    minSize: input.minSize,
    maxSize: input.maxSize,
    minSeeders: input.minSeeders,
  };
}
