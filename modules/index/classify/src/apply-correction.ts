import {
  CONTENT_TYPES,
  SOURCES,
  VERDICTS,
  VIDEO_CODECS,
  type ContentType,
} from "@minato/release-title";
import { applyTagCorrection, readTagCorrection } from "@minato/torrents/tags";
import { z } from "zod";

import { withParents, type Attributes } from "./attributes.ts";

/** What a person corrected, as it is stored. */
export interface StoredCorrection {
  correctedContentType: string | null;
  correctedCategories: number[] | null;
  correctedAttributes: Record<string, unknown> | null;
  correctedTags: string[] | null;
  correctedHidden: boolean | null;
  correctedVerdict: string | null;
}

/** The part of a correction that is filtered on; what does not fit a column is only shown. */
const CorrectedAttributes = z.object({
  year: z.int().min(0).max(9999).optional().catch(undefined),
  resolution: z
    .string()
    .regex(/^\d{3,4}p$/)
    .transform((text) => Number.parseInt(text, 10))
    .optional()
    .catch(undefined),
  source: z.enum(SOURCES).optional().catch(undefined),
  videoCodec: z.enum(VIDEO_CODECS).optional().catch(undefined),
  seasons: z.array(z.int().min(0).max(32_767)).optional().catch(undefined),
  episodes: z.array(z.int().min(0).max(32_767)).optional().catch(undefined),
  airDate: z.iso.date().optional().catch(undefined),
  languages: z.array(z.string()).optional().catch(undefined),
  group: z.string().optional().catch(undefined),
});

const ContentTypeName = z.enum(CONTENT_TYPES);
const VerdictName = z.enum(VERDICTS);

/**
 * Lays a person's correction over what was read; it wins wherever it says something. A corrected
 * type brings its own categories unless these were corrected as well.
 */
export function applyCorrection(
  attributes: Attributes,
  correction: StoredCorrection,
  categoriesOf: (type: ContentType) => number[],
): Attributes {
  if (!isCorrected(correction)) return attributes;
  const contentType = ContentTypeName.safeParse(correction.correctedContentType).data;
  const isRetyped = contentType !== undefined && contentType !== attributes.contentType;
  const corrected = CorrectedAttributes.parse(correction.correctedAttributes ?? {});
  return {
    ...attributes,
    contentType: contentType ?? attributes.contentType,
    categories: correction.correctedCategories
      ? withParents(correction.correctedCategories)
      : isRetyped
        ? categoriesOf(contentType)
        : attributes.categories,
    year: corrected.year ?? attributes.year,
    resolution: corrected.resolution ?? attributes.resolution,
    releaseSource: corrected.source ?? attributes.releaseSource,
    videoCodec: corrected.videoCodec ?? attributes.videoCodec,
    seasons: corrected.seasons ?? attributes.seasons,
    episodes: corrected.episodes ?? attributes.episodes,
    airDate: corrected.airDate ?? attributes.airDate,
    languages: corrected.languages ?? attributes.languages,
    group: corrected.group ?? attributes.group,
    verdict: VerdictName.safeParse(correction.correctedVerdict).data ?? attributes.verdict,
    isHidden: correction.correctedHidden ?? attributes.isHidden,
    tags: applyTagCorrection(attributes.tags, readTagCorrection(correction.correctedTags)),
  };
}

/** Few torrents are, and finding nothing in a correction costs as much as reading a file list. */
function isCorrected(correction: StoredCorrection): boolean {
  return (
    correction.correctedContentType !== null ||
    correction.correctedCategories !== null ||
    correction.correctedAttributes !== null ||
    correction.correctedTags !== null ||
    correction.correctedHidden !== null ||
    correction.correctedVerdict !== null
  );
}
