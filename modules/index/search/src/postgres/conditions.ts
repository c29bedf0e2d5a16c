import type { Filter } from "@minato/search-index";
import {
  contentTypeCodes,
  releaseSourceCodes,
  verdictCodes,
  videoCodecCodes,
} from "@minato/torrents/attribute-codes";

import type { ExternalIds, SearchFilters, YearRange } from "../search-engine.ts";
import { AGE_BUCKETS, SIZE_BUCKETS, type Bucket } from "../value-buckets.ts";
import { writeHdr } from "./hdr-condition.ts";
import { writeKeyCondition } from "./key-conditions.ts";
import type { Parameters } from "./parameters.ts";
import type { TextQuery } from "./text-query.ts";

/** Tables a condition speaks of: `t` torrents, `a` torrent_attributes, `s` torrent_stats. */
export type Alias = "t" | "a" | "s";

/** A condition of a statement. */
export interface Condition {
  table: Alias;
  sql: string;
}

/** Filters together with what the keys of the text ask for. */
export interface KeyedFilters extends SearchFilters {
  /** Absent without keys. */
  keys?: readonly Filter[] | undefined;
}

const SMALLINT = 32_767;

/** Leaves hidden torrents out; a partial index holds just those. */
export const VISIBLE: Condition = {
  table: "t",
  sql: `not exists (select from torrent_attributes h where h.torrent_id = t.id and h.is_hidden)`,
};
/** The same where the attributes are at hand. */
const VISIBLE_ATTRIBUTES: Condition = { table: "a", sql: "not a.is_hidden" };

/** Conditions for a statement that reads the attributes of torrents anyway. */
export function overAttributes(list: readonly Condition[]): Condition[] {
  return list.map((condition) => (condition === VISIBLE ? VISIBLE_ATTRIBUTES : condition));
}

/** Writes a text and filters as conditions whose values are added to the parameters. */
export function writeConditions(
  parameters: Parameters,
  text: TextQuery | undefined,
  filters: KeyedFilters,
): Condition[] {
  const conditions: Condition[] = [];
  const require = (table: Alias, sql: string) => conditions.push({ table, sql });
  if (text !== undefined) {
    require("t", `t.document @@ ${parameters.add(text.tsquery, "tsquery")}`);
  }
  conditions.push(...writeAttributeConditions(parameters, filters));
  for (const key of filters.keys ?? []) conditions.push(writeKeyCondition(parameters, key));
  if (filters.minSize !== undefined) {
    require("t", `t.size >= ${parameters.add(filters.minSize, "bigint")}`);
  }
  if (filters.maxSize !== undefined) {
    require("t", `t.size <= ${parameters.add(filters.maxSize, "bigint")}`);
  }
  if (filters.hdr !== undefined) require("t", writeHdr(parameters, filters.hdr));
  if (filters.sizes !== undefined) {
    const buckets = filters.sizes.map((name) => SIZE_BUCKETS[name]);
    require("t", writeBuckets(parameters, "t.size", buckets));
  }
  if (filters.ages !== undefined) {
    const buckets = filters.ages.map((name) => AGE_BUCKETS[name]);
    require("t", writeBuckets(parameters, "extract(epoch from now() - t.indexed_at)", buckets));
  }
  if (filters.minSeeders !== undefined) {
    require("s", `s.seeders >= ${parameters.add(filters.minSeeders, "bigint")}`);
  }
  if (filters.indexedFrom !== undefined) {
    require("t", `t.indexed_at >= ${parameters.add(filters.indexedFrom, "timestamptz")}`);
  }
  if (filters.indexedTo !== undefined) {
    require("t", `t.indexed_at <= ${parameters.add(filters.indexedTo, "timestamptz")}`);
  }
  if (filters.sources !== undefined) {
    const names = parameters.add(filters.sources, "text[]");
    require("t", `exists (select from torrent_sources ts where ts.torrent_id = t.id
      and ts.source_id in (select id from sources where name = any(${names})))`);
  }
  if (filters.externalIds !== undefined) {
    require("t", writeExternalIds(parameters, filters.externalIds));
  }
  if (filters.hidden === "yes") require("a", "a.is_hidden");
  else conditions.push(VISIBLE);
  return conditions.some(({ table }) => table === "a") ? overAttributes(conditions) : conditions;
}

function writeAttributeConditions(parameters: Parameters, filters: SearchFilters): Condition[] {
  const conditions: Condition[] = [];
  const require = (sql: string) => conditions.push({ table: "a", sql });
  const equals = (column: string, values: readonly unknown[] | undefined, type: string) => {
    if (values !== undefined) require(`a.${column} = any(${parameters.add(values, type)})`);
  };
  if (filters.categories !== undefined) {
    require(`a.categories && ${parameters.add(filters.categories, "int[]")}`);
  }
  equals("content_type", filters.types?.map(contentTypeCodes.toCode), "smallint[]");
  equals("resolution", filters.resolutions, "int[]");
  equals("video_codec", filters.codecs?.map(videoCodecCodes.toCode), "smallint[]");
  equals("release_group", filters.groups, "text[]");
  equals("release_source", filters.qualities?.map(releaseSourceCodes.toCode), "smallint[]");
  equals("verdict", filters.verdicts?.map(verdictCodes.toCode), "smallint[]");
  if (filters.tags !== undefined) {
    require(`a.tags && ${parameters.add(filters.tags, "text[]")}`);
  }
  if (filters.languages !== undefined) {
    require(`a.languages && ${parameters.add(filters.languages, "text[]")}`);
  }
  if (filters.years !== undefined) require(writeYears(parameters, filters.years));
  const season = writeSeason(parameters, filters);
  if (season !== undefined) require(season);
  if (filters.episode !== undefined) {
    require(writeContains(parameters, "a.episodes", filters.episode));
  }
  if (filters.airDate !== undefined) {
    require(`a.air_date = ${parameters.add(filters.airDate, "date")}`);
  }
  return conditions;
}

function writeBuckets(parameters: Parameters, value: string, buckets: readonly Bucket[]): string {
  const alternatives = buckets.map(({ from, to }) => {
    const low = `${value} >= ${parameters.add(from, "float8")}`;
    return to === Infinity ? low : `${low} and ${value} < ${parameters.add(to, "float8")}`;
  });
  return alternatives.length === 0 ? "false" : `(${alternatives.join(" or ")})`;
}

function writeYears(parameters: Parameters, ranges: readonly YearRange[]): string {
  const alternatives = ranges.map(
    ({ from = 0, to = SMALLINT }) =>
      `a.year between ${parameters.add(from, "int")} and ${parameters.add(to, "int")}`,
  );
  return alternatives.length === 0 ? "false" : `(${alternatives.join(" or ")})`;
}

function writeSeason(parameters: Parameters, filters: SearchFilters): string | undefined {
  if (filters.season === undefined && filters.airYear === undefined) return undefined;
  const alternatives: string[] = [];
  if (filters.season !== undefined) {
    alternatives.push(writeContains(parameters, "a.seasons", filters.season));
  }
  if (filters.airYear !== undefined) {
    const first = parameters.add(`${filters.airYear}-01-01`, "date");
    const last = parameters.add(`${filters.airYear}-12-31`, "date");
    alternatives.push(`a.air_date between ${first} and ${last}`);
  }
  return `(${alternatives.join(" or ")})`;
}

function writeContains(parameters: Parameters, column: string, value: number): string {
  if (value > SMALLINT) return "false";
  return `${column} @> array[${parameters.add(value, "smallint")}]`;
}

function writeExternalIds(parameters: Parameters, ids: ExternalIds): string {
  const alternatives = (["imdb", "tmdb", "tvdb", "tvmaze"] as const).flatMap((catalogue) => {
    const values = ids[catalogue];
    if (values === undefined || values.length === 0) return [];
    return `select torrent_id from torrent_external_ids
      where ${catalogue} = any(${parameters.add(values, "int[]")})`;
  });
  return alternatives.length === 0 ? "false" : `t.id in (${alternatives.join(" union all ")})`;
}
