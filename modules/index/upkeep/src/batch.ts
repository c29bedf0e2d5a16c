import type { EvictionReason } from "./budget-rules.ts";
import type { RunAction } from "./bulk-run.ts";

/** One batch of a run. */
export interface Batch {
  runId: number;
  action: RunAction;
  /** What the run was started with. */
  request: Record<string, unknown>;
  startedBy: string;
  torrentIds: readonly number[];
  /** Why the disk budget chose them. */
  reason: EvictionReason | null;
  /** What applying it replaced. */
  before: unknown;
}

/** What became of a batch. */
export interface BatchResult {
  /** Torrents that were changed. */
  done: number;
  /** What is needed to take it back. */
  before?: unknown;
}
