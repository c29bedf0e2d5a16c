import type { SearchDocument, SearchSchema } from "@minato/search-index";

import type { CorpusRecord } from "./corpus.ts";

/** About the columns that a torrent index has. */
export const SEARCH_SCHEMA = {
  columns: {
    seeders: { kind: "number", storage: "u32" },
    size: { kind: "number", storage: "f64" },
    published: { kind: "number", storage: "u32" },
    indexed: { kind: "number", storage: "u32" },
    year: { kind: "number", storage: "u16" },
    resolution: { kind: "number", storage: "u16" },
    category: { kind: "enum" },
    type: { kind: "enum" },
    codec: { kind: "enum" },
    group: { kind: "enum" },
    source: { kind: "set" },
    name: { kind: "enum" },
  },
  popularity: "seeders",
  recency: "published",
  suggestion: "name",
} as const satisfies SearchSchema;

const TYPES = new Map([
  [2, "film"],
  [3, "audio"],
  [4, "software"],
  [5, "tv"],
  [7, "book"],
]);
const FIRST_INDEXED = 1_700_000_000;

/** The document of a record; attributes are read from the title in the simplest way. */
export function toDocument(id: number, record: CorpusRecord, withFiles: boolean): SearchDocument {
  const { title, category } = record;
  const year = /\b(?:19|20)\d\d\b/.exec(title)?.[0];
  const resolution = /\b(\d{3,4})p\b/.exec(title)?.[1];
  const codec = /\b(?:x26[45]|H[. ]26[45]|HEVC|AV1|XviD|FLAC|MP3)\b/.exec(title)?.[0];
  const group = /-([A-Z]{3,})$|^\[([A-Z]{3,})\]/.exec(title);
  const columns = {
    seeders: record.seeders,
    size: record.size,
    published: record.publishedAt === undefined ? undefined : Date.parse(record.publishedAt) / 1000,
    indexed: FIRST_INDEXED + id,
    year: year === undefined ? undefined : Number(year),
    resolution: resolution === undefined ? undefined : Number(resolution),
    category: category === undefined ? undefined : String(category),
    type: category === undefined ? undefined : TYPES.get(Math.floor(category / 1000)),
    codec: codec?.toLowerCase(),
    group: group?.[1] ?? group?.[2],
    source: [record.source],
  };
  const body = withFiles ? record.files?.map((file) => file.path) : undefined;
  return body === undefined ? { id, title, columns } : { id, title, body, columns };
}
