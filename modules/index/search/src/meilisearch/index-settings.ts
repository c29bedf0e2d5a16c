import type { Settings } from "meilisearch";

import type { ClusterDocument } from "../cluster/cluster-document.ts";
import { writeSchema } from "../documents/index-schema.ts";

/** More results than this are not counted. */
export const MAX_TOTAL = 1_000_000;

/** Letters from which one and two typing errors are forgiven, as in every driver. */
const TYPOS = { oneTypo: 4, twoTypos: 8 };
const MAX_FACET_VALUES = 1000;

/** What the index is made with. */
export function writeSettings(): Settings {
  const columns = Object.entries(writeSchema(false).columns);
  const names = columns.map(([name]) => name);
  const numbers = columns.filter(([, { kind }]) => kind === "number").map(([name]) => name);
  const texts = names.filter((name) => !numbers.includes(name));
  return {
    // Words come folded and split as in every driver; those of titles count more than of files.
    searchableAttributes: ["text", "fileText"],
    displayedAttributes: ["id", "title"],
    filterableAttributes: [
      filterable([...numbers, "id"], true),
      filterable([...texts, "words"], false),
    ],
    sortableAttributes: [...numbers, "id", "name", "popularity"],
    // Sorting comes first: with it nothing else orders, without it the rule does nothing.
    rankingRules: [
      "sort",
      "words",
      "typo",
      "proximity",
      "attribute",
      "exactness",
      "popularity:desc",
      "id:desc",
    ],
    typoTolerance: { enabled: true, disableOnNumbers: true, minWordSizeForTypos: TYPOS },
    faceting: { maxValuesPerFacet: MAX_FACET_VALUES, sortFacetValuesBy: { "*": "count" } },
    pagination: { maxTotalHits: MAX_TOTAL },
    proximityPrecision: "byWord",
  };
}

function filterable(attributePatterns: string[], comparison: boolean) {
  const features = { facetSearch: false, filter: { equality: true, comparison } };
  return { attributePatterns, features };
}

/** A torrent as the settings above take it. */
export function writeRecord(document: ClusterDocument): Record<string, unknown> {
  const { id, title, name, work, words, fileWords, columns } = document;
  const all = words.flat();
  return {
    ...columns,
    id,
    title,
    name,
    work,
    text: all.join(" "),
    words: [...new Set(all)],
    fileText: fileWords.flat().join(" "),
    ...writeSeeders(columns["seeders"] as number | null),
  };
}

/** The attributes that hold a number of seeders; as many as twice the others rank before them. */
export function writeSeeders(seeders: number | null): Record<string, unknown> {
  return { seeders, popularity: Math.floor(Math.log2((seeders ?? 0) + 1)) };
}
