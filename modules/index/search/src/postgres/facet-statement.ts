import {
  contentTypeCodes,
  releaseSourceCodes,
  verdictCodes,
  videoCodecCodes,
} from "@minato/torrents/attribute-codes";
import { formatResolution } from "@minato/torrents/torrent-item";

import { HDR_FORMATS, hdrPattern } from "../hdr-formats.ts";
import type { FacetName, Facets, FacetValue, SearchFilters } from "../search-engine.ts";
import {
  AGE_BUCKET_NAMES,
  AGE_BUCKETS,
  SIZE_BUCKET_NAMES,
  SIZE_BUCKETS,
  type Bucket,
} from "../value-buckets.ts";
import { WINDOW_SIZE } from "./list-statements.ts";
import { planConditions, writeFrom, type Query } from "./plan-query.ts";
import type { Statement } from "./run-bounded.ts";

/** One value of one facet. */
export interface FacetRow {
  facet: FacetName;
  value: string;
  count: number;
}

/** Which torrents are counted: the first matches met, the newest ones, or those among the newest. */
export type FacetSample = "any" | "newest" | "window";

const MAX_VALUES = 100;

/** The filter that selects values of a facet; it does not narrow the facet itself. */
export const FACET_FILTERS = {
  type: "types",
  category: "categories",
  resolution: "resolutions",
  codec: "codecs",
  language: "languages",
  year: "years",
  source: "sources",
  group: "groups",
  quality: "qualities",
  hdr: "hdr",
  size: "sizes",
  age: "ages",
  verdict: "verdicts",
  tag: "tags",
} as const satisfies Record<FacetName, keyof SearchFilters>;

/** The values of a facet as a relation over `matches m`. */
const VALUES: Readonly<Record<FacetName, string>> = {
  type: "select content_type as value from matches",
  category: "select unnest(categories) as value from matches",
  resolution: "select resolution as value from matches",
  codec: "select video_codec as value from matches",
  language: "select unnest(languages) as value from matches",
  year: "select year as value from matches",
  source: `select n.name as value from matches m
    join torrent_sources ts on ts.torrent_id = m.id join sources n on n.id = ts.source_id`,
  group: "select release_group as value from matches",
  quality: "select release_source as value from matches",
  hdr: HDR_FORMATS.map(
    (format) => `select '${format}' as value from matches where title ~* '${hdrPattern(format)}'`,
  ).join(" union all "),
  size: `select width_bucket(size::float8, ${writeEdges(SIZE_BUCKET_NAMES, SIZE_BUCKETS)}) as value
    from matches`,
  age: `select width_bucket(greatest(0, extract(epoch from now() - indexed_at))::float8,
    ${writeEdges(AGE_BUCKET_NAMES, AGE_BUCKETS)}) as value from matches`,
  verdict: "select verdict as value from matches",
  tag: "select unnest(tags) as value from matches",
};

/** Counts the values of facets over the matches, up to a bound. */
export function writeFacets(
  query: Pick<Query, "text" | "filters">,
  facets: readonly FacetName[],
  bound: number,
  sample: FacetSample,
): Statement {
  const { parameters, list } = planConditions(query);
  const isWindow = sample === "window";
  const from = writeFrom(list, ["a"], isWindow ? "torrent_window t" : undefined);
  const window = `torrent_window as materialized (select t.* from torrents t
    order by t.indexed_at desc, t.id desc limit ${WINDOW_SIZE}), `;
  const order = sample === "newest" ? "order by t.indexed_at desc, t.id desc" : "";
  const counts = facets.map(
    (facet) => `(select '${facet}' as facet, value::text, count(*)::int as count
      from (${VALUES[facet]}) v where value is not null
      group by v.value order by count(*) desc, v.value limit ${MAX_VALUES})`,
  );
  const text = `with ${isWindow ? window : ""}matches as materialized (
      select t.id, t.title, t.size, t.indexed_at, a.release_source, a.content_type, a.categories, a.resolution, a.video_codec, a.languages, a.year,
        a.release_group, a.verdict, a.tags ${from} ${order} limit ${bound})
    ${counts.join("\nunion all\n")}`;
  return { text, values: parameters.values };
}

/** Sorts counted values under their facets, as the API names them. */
export function readFacets(facets: readonly FacetName[], rows: readonly FacetRow[]): Facets {
  const result: Facets = {};
  for (const facet of facets) {
    result[facet] = rows
      .filter((row) => row.facet === facet)
      .flatMap((row) => {
        const value = toApiValue(facet, row.value);
        return value === undefined ? [] : [{ value, count: row.count }];
      })
      .toSorted(facet === "size" || facet === "age" ? compareBuckets : compareValues);
  }
  return result;
}

function toApiValue(facet: FacetName, value: string): string | number | undefined {
  if (facet === "category" || facet === "year") return Number(value);
  if (facet === "type") return contentTypeCodes.toName(Number(value));
  if (facet === "quality") return releaseSourceCodes.toName(Number(value));
  if (facet === "size") return SIZE_BUCKET_NAMES[Number(value) - 1];
  if (facet === "age") return AGE_BUCKET_NAMES[Number(value) - 1];
  if (facet === "verdict") return verdictCodes.toName(Number(value));
  if (facet === "codec") return videoCodecCodes.toName(Number(value));
  return facet === "resolution" ? formatResolution(Number(value)) : value;
}

function writeEdges<Name extends string>(
  names: readonly Name[],
  buckets: Readonly<Record<Name, Bucket>>,
): string {
  return `array[${names.map((name) => buckets[name].from).join(",")}]::float8[]`;
}

function compareBuckets(a: FacetValue, b: FacetValue): number {
  return placeOf(a.value) - placeOf(b.value);
}

function placeOf(value: string | number): number {
  const names: readonly (string | number)[] = [...SIZE_BUCKET_NAMES, ...AGE_BUCKET_NAMES];
  return names.indexOf(value);
}

function compareValues(a: FacetValue, b: FacetValue): number {
  if (a.count !== b.count) return b.count - a.count;
  if (typeof a.value === "number" && typeof b.value === "number") return a.value - b.value;
  return String(a.value) < String(b.value) ? -1 : 1;
}
