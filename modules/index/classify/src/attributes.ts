import type { ContentType, ReleaseTitle, Source, Verdict, VideoCodec } from "@minato/release-title";
import { MAX_TAGS } from "@minato/torrents/tags";
import { parentCategory } from "@minato/torznab";

import type { RuleOutcome } from "./rules/rule-set.ts";

/** What is stored of a torrent's name, by the names the API uses. */
export interface Attributes {
  torrentId: number;
  indexedAt: Date;
  contentType: ContentType;
  /** Ascending, each with its parent, never empty. */
  categories: number[];
  year: number | undefined;
  /** Lines. */
  resolution: number | undefined;
  releaseSource: Source | undefined;
  videoCodec: VideoCodec | undefined;
  seasons: number[];
  episodes: number[];
  /** YYYY-MM-DD. */
  airDate: string | undefined;
  languages: string[];
  group: string | undefined;
  /** Undefined before it was judged. */
  verdict: Verdict | undefined;
  isHidden: boolean;
  /** Ascending, each once. */
  tags: string[];
  /** Version of the operator's rules that were applied. */
  rulesVersion: number;
  /** Those of them that matched. */
  ruleIds: number[];
}

const LARGEST_SMALLINT = 32_767;
const MAX_NUMBERS = 500;
const MAX_LANGUAGES = 20;
const MAX_GROUP_LENGTH = 60;

/** Takes from a parsed name what is stored, within the bounds of the columns. */
export function toAttributes(
  torrent: { id: number; indexedAt: Date },
  title: ReleaseTitle,
  outcome: RuleOutcome & { rulesVersion: number },
): Attributes {
  return {
    torrentId: torrent.id,
    indexedAt: torrent.indexedAt,
    contentType: outcome.contentType,
    categories: withParents(outcome.categories),
    year: smallOrNone(title.year),
    resolution: smallOrNone(title.resolution),
    releaseSource: title.source,
    videoCodec: title.videoCodec,
    seasons: sortSmallNumbers(title.seasons),
    episodes: sortSmallNumbers(title.episodes),
    airDate: title.airDate,
    languages: title.languages.slice(0, MAX_LANGUAGES),
    group: title.group?.slice(0, MAX_GROUP_LENGTH),
    verdict: undefined,
    isHidden: outcome.isHidden,
    tags: [...new Set(outcome.tags)].toSorted().slice(0, MAX_TAGS),
    rulesVersion: outcome.rulesVersion,
    ruleIds: outcome.ruleIds,
  };
}

/** Categories with the parent of each, which the feeds of a parent rely on; ascending, each once. */
export function withParents(categories: readonly number[]): number[] {
  return sortNumbers(
    categories.flatMap((category) => [category, parentCategory(category) ?? category]),
  );
}

/** Ascending, each once. */
export function sortNumbers(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

function sortSmallNumbers(numbers: readonly number[]): number[] {
  return sortNumbers(numbers)
    .filter((number) => smallOrNone(number) !== undefined)
    .slice(0, MAX_NUMBERS);
}

function smallOrNone(number: number | undefined): number | undefined {
  return number !== undefined && number >= 0 && number <= LARGEST_SMALLINT ? number : undefined;
}
