/** What the process and the thread that takes in records do for each other. */
import type { PrefixRun } from "@minato/blocklist/prefix-set";
import type { PackedError } from "@minato/kit/thread-error";

import type { BannedTorrent } from "../ban-torrents.ts";
import type { IngestRequest } from "../ingest-body.ts";
import type { IngestResult } from "../ingest-record.ts";
import type { SplitHybrid } from "../merge-hybrid.ts";
import type { OutcomeCounts } from "../source-tally.ts";

/** What the thread is started with. */
export interface ThreadInput {
  connectionString: string;
  /** Of the blocklist's built-in rule. */
  defaultTerms: readonly string[];
}

/** Torrents that a transaction of the thread changes. */
export interface ChangedTorrents {
  torrentIds: Int32Array;
  transaction: number;
}

/** A statement in a transaction of the thread. */
export interface RemoteQuery {
  transaction: number;
  text: string;
  values: readonly unknown[];
}

/** What a statement gave. */
export interface RemoteRows {
  rows: unknown[];
  rowCount: number | null;
}

/** Of the thread. */
// oxlint-disable-next-line typescript/consistent-type-definitions -- an interface has no index signature
export type ThreadMethods = {
  /** Takes in a body, whose chunks follow; resolves at its end. */
  take(request: IngestRequest & { body: number }): Promise<IngestResult>;
  /** Takes in records that were read elsewhere. */
  takeRecords(sent: { records: readonly unknown[]; sourceName: string }): Promise<IngestResult>;
  /** The next chunk of a body; resolves when there is room for another. */
  feed(chunk: { body: number; bytes: Uint8Array }): Promise<void>;
  /** The body is complete. */
  finish(body: number): void;
  /** The body ends in its middle. */
  breakOff(body: number): void;
  /** Runs a statement for what the process does in the thread's transaction. */
  query(query: RemoteQuery): Promise<RemoteRows>;
  /** Writes what was only counted and closes the connections. */
  close(argument: undefined): Promise<void>;
};

/** Of the process. */
// oxlint-disable-next-line typescript/consistent-type-definitions -- an interface has no index signature
export type ProcessMethods = {
  change(changed: ChangedTorrents): Promise<void>;
  move(changed: ChangedTorrents): Promise<void>;
  ban(banned: readonly BannedTorrent[]): Promise<void>;
  merge(hybrid: SplitHybrid): Promise<void>;
  /** What is blocked, in shared memory. */
  shareBlocks(argument: undefined): Promise<readonly PrefixRun[]>;
  /** Told what became of records of a source. */
  count(counted: { sourceName: string; counts: OutcomeCounts; reject: string | undefined }): void;
  /** Told that a full batch begins or ends. */
  press(isWriting: boolean): void;
  /** Told what the log should say. */
  warn(line: { message: string; error: PackedError }): void;
};
