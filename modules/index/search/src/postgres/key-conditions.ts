import type { ColumnFilter, Filter } from "@minato/search-index";
import {
  contentTypeCodes,
  releaseSourceCodes,
  verdictCodes,
  videoCodecCodes,
  type Codes,
} from "@minato/torrents/attribute-codes";

import type { ColumnName } from "../documents/index-schema.ts";
import { HDR_FORMATS } from "../hdr-formats.ts";
import type { Condition } from "./conditions.ts";
import { writeHdr } from "./hdr-condition.ts";
import type { Parameters } from "./parameters.ts";

/** How a column of the index is asked for in the tables. */
interface KeyColumn {
  table: Condition["table"];
  /** A condition that an absent value does not fulfil. */
  write: (parameters: Parameters, filter: ColumnFilter) => string;
}

type Write = KeyColumn["write"];

const SMALLINT = 32_767;

const COLUMNS: Readonly<Record<Exclude<ColumnName, "work">, KeyColumn>> = {
  type: { table: "a", write: codes("a.content_type", contentTypeCodes) },
  quality: { table: "a", write: codes("a.release_source", releaseSourceCodes) },
  hdr: {
    table: "t",
    write: (parameters, { values = [] }) =>
      writeHdr(
        parameters,
        HDR_FORMATS.filter((format) => values.includes(format)),
      ),
  },
  codec: { table: "a", write: codes("a.video_codec", videoCodecCodes) },
  verdict: { table: "a", write: codes("a.verdict", verdictCodes) },
  category: { table: "a", write: overlaps("a.categories", "int[]", (text) => Number(text)) },
  language: { table: "a", write: overlaps("a.languages", "text[]", (text) => text) },
  tag: { table: "a", write: overlaps("a.tags", "text[]", (text) => text) },
  episode: { table: "a", write: overlaps("a.episodes", "smallint[]", readSmall) },
  season: { table: "a", write: overlaps("a.seasons", "smallint[]", readSmall) },
  resolution: { table: "a", write: oneOf("a.resolution", "int[]", (text) => parseInt(text, 10)) },
  group: {
    table: "a",
    write: oneOf("lower(a.release_group)", "text[]", (text) => text.toLowerCase()),
  },
  source: {
    table: "t",
    write: (parameters, { values = [] }) => `exists (select from torrent_sources ts
      where ts.torrent_id = t.id and ts.source_id in
        (select id from sources where lower(name) = any(${parameters.add(
          values.map((name) => name.toLowerCase()),
          "text[]",
        )})))`,
  },
  year: { table: "a", write: within("a.year") },
  size: { table: "t", write: within("t.size") },
  seeders: { table: "s", write: within("s.seeders") },
  published: { table: "t", write: within("extract(epoch from t.published_at)") },
  indexed: { table: "t", write: within("extract(epoch from t.indexed_at)") },
};

/** Writes what a key of the query language asks for as a condition. */
export function writeKeyCondition(parameters: Parameters, filter: Filter): Condition {
  if ("ids" in filter) {
    const ids = parameters.add(filter.ids, "int[]");
    const isOne = `t.id = any(${ids})`;
    return { table: "t", sql: filter.isExcluded === true ? `not (${isOne})` : isOne };
  }
  // The keys are declared over the columns of the index.
  const { table, write } = COLUMNS[filter.column as keyof typeof COLUMNS];
  const sql = write(parameters, filter);
  if (filter.isExcluded !== true) return { table, sql };
  if (table === "t") return { table, sql: `not coalesce(${sql}, false)` };
  // What has no row there has no value either, and is not excluded.
  const source = table === "a" ? "torrent_attributes a" : "torrent_stats s";
  return {
    table: "t",
    sql: `not exists (select from ${source} where ${table}.torrent_id = t.id and ${sql})`,
  };
}

function codes<Name extends string>(column: string, known: Codes<Name>): Write {
  return (parameters, { values = [] }) => {
    const found = known.names.filter((name) => values.includes(name)).map(known.toCode);
    return `${column} = any(${parameters.add(found, "smallint[]")})`;
  };
}

function oneOf(column: string, type: string, read: (text: string) => string | number): Write {
  return (parameters, { values = [] }) =>
    `${column} = any(${parameters.add(values.map(read), type)})`;
}

function overlaps(
  column: string,
  type: string,
  read: (text: string) => string | number | undefined,
): Write {
  return (parameters, { values = [] }) => {
    const wanted = values.map(read).filter((value) => value !== undefined);
    return `${column} && ${parameters.add(wanted, type)}`;
  };
}

/** Numbers that no row can hold are never found. */
function readSmall(text: string): number | undefined {
  const value = Number(text);
  return value <= SMALLINT ? value : undefined;
}

function within(column: string): Write {
  return (parameters, { ranges = [] }) => {
    const alternatives = ranges.map(([from, to]) => {
      const low = Number.isFinite(from) ? `${column} >= ${parameters.add(from, "float8")}` : "";
      const high = Number.isFinite(to) ? `${column} <= ${parameters.add(to, "float8")}` : "";
      return [`${column} is not null`, low, high].filter((part) => part !== "").join(" and ");
    });
    return alternatives.length === 0 ? "false" : `(${alternatives.join(" or ")})`;
  };
}
