import type { SearchSchema } from "@minato/search-index";

/**
 * Raise it when what `loadDocuments` puts into the columns changes, or how titles are split into
 * words: files of another one are rebuilt.
 */
export const DOCUMENT_VERSION = 4;

/** What a torrent holds in the index besides its title. */
const COLUMNS = {
  type: { kind: "enum" },
  category: { kind: "set" },
  /** `1080p`. */
  resolution: { kind: "enum" },
  codec: { kind: "enum" },
  language: { kind: "set" },
  group: { kind: "enum" },
  source: { kind: "set" },
  /** `web-dl`. */
  quality: { kind: "enum" },
  hdr: { kind: "set" },
  verdict: { kind: "enum" },
  tag: { kind: "set" },
  year: { kind: "number", storage: "u16" },
  /** `3` for season 3, `d2024-05-17` and `y2024` for what aired on a day. */
  season: { kind: "set" },
  episode: { kind: "set" },
  size: { kind: "number", storage: "f64" },
  seeders: { kind: "number", storage: "u32" },
  published: { kind: "number", storage: "u32" },
  /** Seconds with fractions: the order of feeds is exact. */
  indexed: { kind: "number", storage: "f64" },
  /** The head of the title; the package fills it. */
  work: { kind: "enum" },
} as const satisfies SearchSchema["columns"];

/** The name of a column. */
export type ColumnName = keyof typeof COLUMNS;

/** The schema of the index, with names of files as a second text if wanted. */
export function writeSchema(withFileNames: boolean): SearchSchema {
  return {
    columns: COLUMNS,
    hasBody: withFileNames,
    popularity: "seeders",
    recency: "indexed",
    suggestion: "work",
  };
}
