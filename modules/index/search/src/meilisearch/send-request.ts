import { MeilisearchApiError, type EnqueuedTaskPromise } from "meilisearch";

import { ClusterRefusalError, ClusterUnavailableError } from "../cluster/cluster-index.ts";

/** How people name the server. */
export const NAME = "Meilisearch";

const NOT_FOUND = 404;
const BAD_REQUEST = 400;
const TOO_LARGE = 413;
/** A server that is busy with other indexes lets ours wait. */
const TASK_TIMEOUT_MS = 600_000;
const TASK_INTERVAL_MS = 50;

/**
 * Carries out a request of the client.
 * @throws {ClusterUnavailableError} when there is no answer, or one that a later try may not get
 */
export async function sendRequest<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const status = statusOf(error);
    // The request itself is wrong; no other failure is about what was asked.
    const reason = error instanceof Error ? error.message : String(error);
    if (status === BAD_REQUEST || status === TOO_LARGE) {
      throw new ClusterRefusalError(NAME, reason);
    }
    // Errors of the client may hold the whole request, its key included: only their text goes on.
    throw new ClusterUnavailableError(NAME, reason);
  }
}

/** Carries out a request for something that may not be there. */
export async function findOne<T>(request: () => Promise<T>): Promise<T | undefined> {
  return sendRequest(async () => {
    try {
      return await request();
    } catch (error) {
      if (statusOf(error) === NOT_FOUND) return undefined;
      throw error;
    }
  });
}

/** Enqueues a task and waits until it has succeeded. */
export async function runTask(enqueue: () => EnqueuedTaskPromise): Promise<void> {
  const wait = { timeout: TASK_TIMEOUT_MS, interval: TASK_INTERVAL_MS };
  const task = await sendRequest(() => enqueue().waitTask(wait));
  if (task.status === "succeeded") return;
  const reason = task.error?.message ?? task.status;
  throw new ClusterUnavailableError(NAME, `${task.type} failed: ${reason}`);
}

function statusOf(error: unknown): number | undefined {
  return error instanceof MeilisearchApiError ? error.response.status : undefined;
}
