import type { ThreadCalls } from "@minato/kit/thread-calls";
import type { PoolClient } from "pg";

import type { FollowUps } from "../follow-ups.ts";
import type { ProcessMethods, RemoteQuery, RemoteRows } from "./methods.ts";

/** Follow-ups of a thread, and the statements that the process runs for them. */
export interface ThreadFollowUps {
  followUps: FollowUps;
  query(query: RemoteQuery): Promise<RemoteRows>;
}

interface OpenTransaction {
  client: PoolClient;
  failure: unknown;
}

/** Leaves follow-ups to the process, whose listeners know what they are. */
export function createThreadFollowUps(calls: ThreadCalls<ProcessMethods>): ThreadFollowUps {
  const open = new Map<number, OpenTransaction>();
  let last = 0;
  const leave = async (
    method: "change" | "move",
    torrentIds: readonly number[],
    client: PoolClient,
  ): Promise<void> => {
    const transaction = ++last;
    const opened: OpenTransaction = { client, failure: undefined };
    open.set(transaction, opened);
    try {
      await calls.call(method, { torrentIds: Int32Array.from(torrentIds), transaction });
    } catch (error) {
      // Whoever tries a transaction again looks at what the driver threw itself.
      throw opened.failure ?? error;
    } finally {
      open.delete(transaction);
    }
  };
  return {
    followUps: {
      change: (torrentIds, client) => leave("change", torrentIds, client),
      move: (torrentIds, client) => leave("move", torrentIds, client),
      ban: (banned) => calls.call("ban", banned),
      merge: (hybrid) => calls.call("merge", hybrid),
    },
    async query({ transaction, text, values }) {
      const opened = open.get(transaction);
      if (opened === undefined) throw new Error("the transaction has ended");
      try {
        const { rows, rowCount } = await opened.client.query(text, [...values]);
        return { rows, rowCount };
      } catch (error) {
        opened.failure ??= error;
        throw error;
      }
    },
  };
}
