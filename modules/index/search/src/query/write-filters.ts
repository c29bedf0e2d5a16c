import type { Filter } from "@minato/search-index";
import { formatResolution } from "@minato/torrents/torrent-item";

import type { ColumnName } from "../documents/index-schema.ts";
import type { SearchFilters } from "../search-engine.ts";
import {
  AGE_BUCKETS,
  nowForAges,
  SIZE_BUCKETS,
  type AgeBucket,
  type SizeBucket,
} from "../value-buckets.ts";

type Range = readonly [from: number, to: number];

/** Filters as the index takes them; ids of works are not among them. */
export function writeFilters(filters: SearchFilters): Filter[] {
  const written: Filter[] = [];
  const oneOf = (column: ColumnName, values: readonly (string | number)[] | undefined) => {
    if (values !== undefined) written.push({ column, values: values.map(String) });
  };
  const within = (column: ColumnName, ranges: readonly Range[]) => {
    written.push({ column, ranges });
  };
  oneOf("category", filters.categories);
  oneOf("type", filters.types);
  oneOf("resolution", filters.resolutions?.map(formatResolution));
  oneOf("codec", filters.codecs);
  oneOf("language", filters.languages);
  oneOf("source", filters.sources);
  oneOf("group", filters.groups);
  oneOf("quality", filters.qualities);
  oneOf("hdr", filters.hdr);
  if (filters.sizes !== undefined) within("size", filters.sizes.map(writeSizes));
  if (filters.ages !== undefined) within("indexed", filters.ages.map(writeAges));
  oneOf("verdict", filters.verdicts);
  oneOf("tag", filters.tags);
  oneOf("season", writeSeason(filters));
  oneOf("episode", filters.episode === undefined ? undefined : [filters.episode]);
  if (filters.airDate !== undefined) oneOf("season", [`d${filters.airDate}`]);
  if (filters.years !== undefined) {
    within(
      "year",
      filters.years.map(({ from = 0, to = Infinity }) => [from, to] as const),
    );
  }
  const { minSize, maxSize, minSeeders, indexedFrom, indexedTo } = filters;
  if (minSize !== undefined || maxSize !== undefined) {
    within("size", [[minSize ?? 0, maxSize ?? Infinity]]);
  }
  if (minSeeders !== undefined) within("seeders", [[minSeeders, Infinity]]);
  if (indexedFrom !== undefined || indexedTo !== undefined) {
    within("indexed", [[seconds(indexedFrom, 0), seconds(indexedTo, Infinity)]]);
  }
  return written;
}

/** A season, or anything aired in a year. */
function writeSeason({ season, airYear }: SearchFilters): string[] | undefined {
  if (season === undefined && airYear === undefined) return undefined;
  return [
    ...(season === undefined ? [] : [`${season}`]),
    ...(airYear === undefined ? [] : [`y${String(airYear).padStart(4, "0")}`]),
  ];
}

function writeSizes(name: SizeBucket): Range {
  const { from, to } = SIZE_BUCKETS[name];
  return [from, to - 1];
}

function writeAges(name: AgeBucket): Range {
  const { from, to } = AGE_BUCKETS[name];
  const now = nowForAges();
  return [now - to, from === 0 ? Infinity : now - from];
}

function seconds(date: Date | undefined, absent: number): number {
  return date === undefined ? absent : date.getTime() / 1000;
}
