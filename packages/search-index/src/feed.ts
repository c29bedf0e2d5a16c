import type { Operation } from "./operations.ts";
import type { SearchIndexErrorCode } from "./search-index-error.ts";

/** Why an index that lies on disk could not be read and begins empty. */
export interface LoadProblem {
  code: SearchIndexErrorCode;
  message: string;
}

/** An index as a feed inside its writer's thread sees it; see `SearchIndex` for what the methods do. */
export interface FeedTarget {
  /** Text of the owner that was given to the commit that was found on disk. */
  readonly meta: string;
  readonly problem: LoadProblem | undefined;
  apply(operations: readonly Operation[]): void;
  commit(meta?: string): void;
  beginRebuild(): FeedRebuild;
  /** Sends a message to `onFeedMessage` of the thread that opened the index. */
  post(message: unknown): void;
}

/** An index that a feed fills beside the old one. */
export interface FeedRebuild {
  apply(operations: readonly Operation[]): void;
  finish(meta?: string): Promise<void>;
  abandon(): void;
}

/** Something that fills an index from within its writer's thread. */
export interface Feed {
  /** Takes what `SearchIndex.tellFeed` sends. */
  receive(message: unknown): void;
  /** Ends it; what it commits meanwhile is kept. */
  close(): Promise<void>;
}

/** What a module that feeds an index exports under the name `startFeed`. */
export type StartFeed = (target: FeedTarget, data: unknown) => Feed;

/** Which module feeds an index. */
export interface FeedOptions {
  /** Address of a module that exports `startFeed`, a `StartFeed`. */
  module: string;
  /** Handed to `startFeed`; copied as messages between threads are. */
  data: unknown;
}
