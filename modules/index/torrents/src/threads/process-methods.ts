import type { Context } from "@minato/kit";
import { unpackError } from "@minato/kit/thread-error";
import type { PoolClient } from "pg";

import type { ProcessMethods, RemoteQuery, RemoteRows } from "./methods.ts";

/** What the process does for its thread. */
export interface ProcessSide {
  methods: ProcessMethods;
  /** The thread is gone: nothing of it is being written any more. */
  end(): void;
}

/** Statements of listeners run in the thread's transaction, by `query`. */
export function createProcessMethods(
  ctx: Context,
  query: (query: RemoteQuery) => Promise<RemoteRows>,
): ProcessSide {
  const { followUps, pressure, sourceActivity } = ctx.torrents;
  const batches: (() => void)[] = [];
  const clientOf = (transaction: number) => createRemoteClient(transaction, query);
  return {
    methods: {
      change: ({ torrentIds, transaction }) =>
        followUps.change([...torrentIds], clientOf(transaction)),
      move: ({ torrentIds, transaction }) => followUps.move([...torrentIds], clientOf(transaction)),
      ban: (banned) =>
        followUps.ban(banned.map((one) => ({ ...one, infoHashes: one.infoHashes.map(toBuffer) }))),
      merge: ({ infoHash, infoHashV2 }) =>
        followUps.merge({ infoHash: toBuffer(infoHash), infoHashV2: toBuffer(infoHashV2) }),
      shareBlocks: () => ctx.blocklist.share(),
      count: ({ sourceName, counts, reject }) => sourceActivity.add(sourceName, counts, reject),
      press(isWriting) {
        if (isWriting) batches.push(pressure.begin());
        else batches.pop()?.();
      },
      warn: ({ message, error }) => ctx.log.warn({ err: unpackError(error) }, message),
    },
    end() {
      for (const end of batches.splice(0)) end();
    },
  };
}

/**
 * Stands for a connection of the thread, as far as listeners of what ingest announces use one:
 * statements with values, and rows without bytes.
 */
function createRemoteClient(
  transaction: number,
  query: (query: RemoteQuery) => Promise<RemoteRows>,
): PoolClient {
  const client = {
    query: (statement: string | { text: string; values?: unknown[] }, values: unknown[] = []) =>
      typeof statement === "string"
        ? query({ transaction, text: statement, values })
        : query({ transaction, text: statement.text, values: statement.values ?? [] }),
  };
  return client as unknown as PoolClient;
}

/** Bytes lose their class between threads. */
function toBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
