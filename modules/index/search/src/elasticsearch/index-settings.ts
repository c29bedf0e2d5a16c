import type { ClusterDocument } from "../cluster/cluster-document.ts";
import { writeSchema } from "../documents/index-schema.ts";

/** Beginnings of words of these lengths are in the index; longer and shorter ones are looked for. */
export const EDGES = { min: 3, max: 15 } as const;

/** The longest list of terms in a query. */
export const MAX_TERMS = 65_536;

const keyword = { type: "keyword", ignore_above: 1000 };

/** Words come folded and split as in every driver, those of one place joined by `_`. */
const analysis = {
  filter: {
    places: { type: "pattern_capture", preserve_original: false, patterns: ["([^_]+)"] },
    edges: { type: "edge_ngram", min_gram: EDGES.min, max_gram: EDGES.max },
  },
  analyzer: {
    words: { type: "custom", tokenizer: "whitespace", filter: ["places"] },
    edges: { type: "custom", tokenizer: "whitespace", filter: ["places", "edges"] },
  },
};

const words = {
  type: "text",
  analyzer: "words",
  search_analyzer: "whitespace",
  norms: false,
  fields: {
    edges: {
      type: "text",
      analyzer: "edges",
      search_analyzer: "whitespace",
      norms: false,
      index_options: "docs",
    },
  },
};

/** What a new index is made with; it is filled before anybody searches it. */
export const NEW_INDEX = {
  settings: { refresh_interval: "-1", max_terms_count: MAX_TERMS, analysis },
  mappings: {
    dynamic: "strict",
    properties: {
      ...mapColumns(),
      id: { type: "integer" },
      title: { type: "keyword", index: false, doc_values: false },
      name: keyword,
      work: keyword,
      words,
      fileWords: words,
      first: keyword,
      length: { type: "rank_feature", positive_score_impact: false },
      popularity: { type: "rank_feature" },
      indexedAt: { type: "date", format: "epoch_millis" },
    },
  },
} as const;

/** Written to an index once it is filled. */
export const SEARCHED_SETTINGS = { index: { refresh_interval: "1s" } } as const;

/** A torrent as the mapping above takes it. */
export function writeSource(document: ClusterDocument): Record<string, unknown> {
  const { id, title, name, work, columns, indexedAt } = document;
  return {
    id,
    title,
    name,
    work,
    words: writePlaces(document.words),
    fileWords: writePlaces(document.fileWords),
    first: document.words[0] ?? [],
    length: Math.max(1, document.words.length),
    indexedAt,
    ...columns,
    ...writeSeeders(columns.seeders as number | null),
  };
}

/** The fields that hold a number of seeders; features of a rank are never 0. */
export function writeSeeders(seeders: number | null): Record<string, unknown> {
  return { seeders, popularity: seeders === null || seeders === 0 ? null : seeders };
}

function writePlaces(places: ClusterDocument["words"]): string {
  return places.map((forms) => forms.join("_")).join(" ");
}

/** The columns of the index in the process. */
function mapColumns(): Record<string, object> {
  const { columns } = writeSchema(false);
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      if (column.kind !== "number") return [name, keyword];
      return [name, { type: column.storage === "f64" ? "double" : "long" }];
    }),
  );
}
