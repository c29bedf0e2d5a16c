import { isDeepStrictEqual } from "node:util";

import { z } from "zod";

import type { Attributes } from "../attributes.ts";
import type { StoredAttributes } from "./load-attributes.ts";

/** The fields a reading can change, by the names the API uses. */
export const READ_FIELDS = [
  "contentType",
  "categories",
  "year",
  "resolution",
  "source",
  "videoCodec",
  "seasons",
  "episodes",
  "airDate",
  "languages",
  "group",
  "verdict",
  "tags",
  "hidden",
] as const;

/** A field a reading can change. */
export type ReadField = (typeof READ_FIELDS)[number];

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
  z.null(),
]);

/** One torrent and what would change of it; null where there is nothing. */
export const RowChange = z.object({
  infoHash: z.string(),
  title: z.string(),
  changes: z.array(z.object({ field: z.enum(READ_FIELDS), before: value, after: value })),
});

/** One torrent and what would change of it. */
export type RowChange = z.output<typeof RowChange>;

/** Compares what is stored of a torrent with what reading it now tells. */
export function describeChange(stored: StoredAttributes, read: Attributes): RowChange {
  const { infoHash, title, attributes } = stored;
  const after = listValues(read);
  const before = attributes === undefined ? undefined : listValues(attributes);
  const changes = READ_FIELDS.map((field) => ({
    field,
    before: before?.[field] ?? null,
    after: after[field],
  })).filter((change) => !isDeepStrictEqual(change.before, change.after));
  return { infoHash, title, changes };
}

function listValues(attributes: Attributes): Record<ReadField, z.output<typeof value>> {
  const { releaseSource, isHidden, resolution } = attributes;
  return {
    contentType: attributes.contentType,
    categories: attributes.categories,
    year: attributes.year ?? null,
    resolution: resolution === undefined ? null : `${resolution}p`,
    source: releaseSource ?? null,
    videoCodec: attributes.videoCodec ?? null,
    seasons: attributes.seasons,
    episodes: attributes.episodes,
    airDate: attributes.airDate ?? null,
    languages: attributes.languages,
    group: attributes.group ?? null,
    verdict: attributes.verdict ?? null,
    tags: attributes.tags,
    hidden: isHidden,
  };
}
