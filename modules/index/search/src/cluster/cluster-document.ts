import { leadPhrase, type SearchDocument } from "@minato/search-index";
import { tokenizeWithPositions } from "@minato/search-text";

import { DOCUMENT_VERSION, type ColumnName } from "../documents/index-schema.ts";

/** Raise it when what `toClusterDocument` writes changes: clusters are then filled anew. */
export const CLUSTER_VERSION = `${DOCUMENT_VERSION}.1`;

const MAX_NAME = 200;
const MAX_FILE_WORDS = 2000;
const SECONDS_TO_MS = 1000;

/** The words that stand at each place of a text: `[["show"], ["s03e07", "s03"]]`. */
export type Places = readonly (readonly string[])[];

/** A torrent as clusters hold it; an absent value is null, so that it replaces an older one. */
export interface ClusterDocument {
  id: number;
  title: string;
  /** The title in lower case, for the order. */
  name: string;
  /** The head of the title, for suggestions. */
  work: string;
  words: Places;
  fileWords: Places;
  columns: Readonly<
    Record<Exclude<ColumnName, "work">, string | number | readonly string[] | null>
  >;
  /** Milliseconds since 1970. */
  indexedAt: number;
}

/** A new number of seeders of a torrent that is in the index. */
export interface SeederCount {
  id: number;
  seeders: number;
}

/** Writes what the index in the process holds of a torrent as a cluster takes it. */
export function toClusterDocument({ id, title, columns, body }: SearchDocument): ClusterDocument {
  const all = columns as Record<string, string | number | string[] | undefined>;
  const names = Object.keys(all);
  const values = Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
  const work = leadPhrase(title);
  return {
    id,
    title,
    name: title.toLowerCase().slice(0, MAX_NAME).toWellFormed(),
    work: work === "" ? title.slice(0, MAX_NAME).toWellFormed() : work,
    words: readPlaces(title),
    fileWords: body === undefined ? [] : [...body].flatMap(readPlaces).slice(0, MAX_FILE_WORDS),
    columns: values as ClusterDocument["columns"],
    indexedAt: Math.round(Number(all["indexed"]) * SECONDS_TO_MS),
  };
}

function readPlaces(text: string): string[][] {
  const places: string[][] = [];
  for (const { text: word, position } of tokenizeWithPositions(text)) {
    (places[position] ??= []).push(word);
  }
  return places;
}
