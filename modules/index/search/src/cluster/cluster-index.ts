import type { RankWeights, SearchRequest as IndexRequest, TextQuery } from "@minato/search-index";

import type { FoundPage } from "../answer-search.ts";
import type { Rank } from "../search-engine.ts";
import type { ClusterDocument, SeederCount } from "./cluster-document.ts";

/** The server did not answer, or answered that it cannot now. */
export class ClusterUnavailableError extends Error {
  constructor(name: string, reason: string) {
    super(`${name} does not answer: ${reason}`);
    this.name = "ClusterUnavailableError";
  }
}

/** The server refused a request as wrong in itself. */
export class ClusterRefusalError extends Error {
  constructor(name: string, reason: string) {
    super(`${name} refuses a request: ${reason}`);
    this.name = "ClusterRefusalError";
  }
}

/** What to find; absent values of the column to sort by come last, ties newest first. */
export interface ClusterRequest extends Pick<IndexRequest, "text" | "filters" | "facets"> {
  sort: "relevance" | { column: string; order: "asc" | "desc" };
  rank: Rank;
  /** What the traits of a torrent count for that, where a server can weigh them. */
  weights: RankWeights;
  limit: number;
  offset: number;
  isTolerant: boolean;
}

/** An index beside the one that is searched. */
export interface ClusterRebuild {
  put(documents: readonly ClusterDocument[]): Promise<void>;
  /** Lets it take the place of the one that is searched. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * Torrents on a search server that several processes share. Every method throws
 * `ClusterUnavailableError` when the server does not answer.
 */
export interface ClusterIndex {
  /** How people name the server. */
  readonly name: string;
  /** What was last written beside the documents; undefined when there is no index to search. */
  readState(): Promise<string | undefined>;
  /** Empty text means that the documents cannot be trusted. */
  writeState(state: string): Promise<void>;
  count(): Promise<number>;
  put(documents: readonly ClusterDocument[]): Promise<void>;
  patch(counts: readonly SeederCount[]): Promise<void>;
  remove(ids: readonly number[]): Promise<void>;
  beginRebuild(): Promise<ClusterRebuild>;
  find(request: ClusterRequest): Promise<FoundPage>;
  /** Titles of different works, the best seeded first. */
  suggest(text: TextQuery, limit: number): Promise<string[]>;
  close(): Promise<void>;
}
