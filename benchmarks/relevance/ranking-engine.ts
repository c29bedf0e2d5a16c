import { tokenize } from "@minato/search-text";

import type { CorpusRecord } from "../corpus.ts";

/** An engine that orders by relevance, titles before names of files. */
export interface RankingEngine {
  name: string;
  /** The numbers of the ten best records. */
  search(text: string): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Records sent at once. */
export const BATCH = 5000;

/** The words of the names of files, folders left out. */
export function listFileWords({ files = [] }: CorpusRecord): string[] {
  return files.flatMap(({ path }) => tokenize(path.slice(path.lastIndexOf("/") + 1)));
}
