import { parseQuery, type RankWeights } from "@minato/search-index";
import type { Pool } from "pg";
import type { Logger } from "pino";

import { answerSearch } from "../answer-search.ts";
import { measureLag } from "../measure-lag.ts";
import type {
  Rank,
  SearchEngine,
  SearchHealth,
  SearchRequest,
  SearchResult,
} from "../search-engine.ts";
import type { ClusterFollower } from "./cluster-follower.ts";
import { ClusterUnavailableError, type ClusterIndex } from "./cluster-index.ts";

/** What an engine is made of. */
export interface ClusterParts {
  pool: Pool;
  log: Logger;
  index: ClusterIndex;
  follower: Pick<ClusterFollower, "state" | "poke" | "close">;
  /** What the traits of a torrent count. */
  readWeights: (rank: Rank) => RankWeights;
  /** Answers while the cluster does not. */
  fallback: SearchEngine;
}

/** How long a cluster that did not answer is left alone, doubled with each failure. */
const MIN_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;

/** Whether the cluster answered when it was last asked. */
interface Reachability {
  failures: number;
  askAgainAt: number;
  reason: string | undefined;
}

/** Finds torrents in a cluster; PostgreSQL answers while that cannot. */
export function createClusterEngine(parts: ClusterParts): SearchEngine {
  const { index, follower, fallback } = parts;
  const reach: Reachability = { failures: 0, askAgainAt: 0, reason: undefined };
  return {
    search: (request) =>
      ask(
        parts,
        reach,
        () => search(parts, request),
        () => fallback.search(request),
      ),
    suggest: (q, limit) =>
      ask(
        parts,
        reach,
        async () => {
          const { text } = parseQuery(q, {});
          return text === undefined ? [] : index.suggest(text, limit);
        },
        () => fallback.suggest(q, limit),
      ),
    expectChanges: () => follower.poke(),
    health: () => describeHealth(parts, reach),
    async close() {
      await follower.close();
      await index.close();
    },
  };
}

function search(
  { pool, index, readWeights }: ClusterParts,
  request: SearchRequest,
): Promise<SearchResult> {
  const { limit, offset, order = "desc", rank = "best", isTolerant = false } = request;
  return answerSearch(pool, request, (query) => {
    const hasWords = (query.text?.required.length ?? 0) > 0;
    const wanted = request.sort ?? "relevance";
    const column = wanted === "relevance" ? "indexed" : wanted === "title" ? "name" : wanted;
    const sort = wanted === "relevance" && hasWords ? wanted : ({ column, order } as const);
    const weights = readWeights(rank);
    return index.find({ ...query, sort, rank, weights, limit, offset, isTolerant });
  });
}

async function ask<T>(
  { follower, log }: ClusterParts,
  reach: Reachability,
  question: () => Promise<T>,
  instead: () => Promise<T>,
): Promise<T> {
  if (!follower.state.isReady || performance.now() < reach.askAgainAt) return instead();
  try {
    const answer = await question();
    reach.failures = 0;
    reach.reason = undefined;
    return answer;
  } catch (error) {
    if (!(error instanceof ClusterUnavailableError)) throw error;
    if (reach.failures === 0)
      log.warn({ err: error }, "search cluster fails, the database answers");
    const pauseMs = Math.min(MAX_PAUSE_MS, MIN_PAUSE_MS * 2 ** reach.failures);
    reach.failures += 1;
    reach.reason = error.message;
    reach.askAgainAt = performance.now() + pauseMs;
    return instead();
  }
}

async function describeHealth(
  { pool, index, follower }: ClusterParts,
  reach: Reachability,
): Promise<SearchHealth> {
  const { isReady, progress, position, failure } = follower.state;
  const lag = position === undefined ? {} : await measureLag(pool, position);
  const known = { engine: index.name, ...(progress !== undefined && { progress }), ...lag };
  const reason = failure ?? (performance.now() < reach.askAgainAt ? reach.reason : undefined);
  if (reason !== undefined) return { status: "degraded", reason, ...known };
  if (!isReady) {
    const percent =
      progress === undefined ? "by another process" : `${Math.floor(progress * 100)} %`;
    return { status: "starting", reason: `${index.name} is being filled: ${percent}`, ...known };
  }
  try {
    return { status: "ready", indexed: await index.count(), ...known };
  } catch (error) {
    if (!(error instanceof ClusterUnavailableError)) throw error;
    return { status: "degraded", reason: error.message, ...known };
  }
}
