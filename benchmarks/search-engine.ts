import type { CorpusRecord } from "./corpus.ts";

/** What is asked of every engine. */
export interface BenchQuery {
  kind: string;
  text: string;
  category?: string;
  offset: number;
  /** The head of the titles that are wanted, when the query is about one work. */
  wanted?: string;
  /** The only title that is wanted, when all of it was typed. */
  wantedTitle?: string;
}

/** What an engine answered. */
export interface BenchAnswer {
  ids: readonly number[];
  /** When the engine counts in the same pass. */
  total?: number;
}

/** An engine under test; documents are numbered like the records of the corpus. */
export interface BenchEngine {
  readonly name: string;
  /** Adds records whose first has the given number. */
  add(from: number, records: readonly CorpusRecord[]): Promise<void>;
  /** Makes what was added searchable, in the form that searches fastest. */
  finish(): Promise<void>;
  search(query: BenchQuery): Promise<BenchAnswer>;
  /** Exactly how many documents have the words and the category, without tolerance. */
  count?(query: BenchQuery): Promise<number>;
  /** Bytes on disk. */
  measureBytes(): Promise<number>;
  close(): Promise<void>;
}

/** Results asked for at once. */
export const PAGE = 20;

/** Fewer exact hits than this make an engine try similar words. */
export const FEW_HITS = 5;

/** Queries of so many words do so only without any exact hit. */
export const MANY_WORDS = 5;
