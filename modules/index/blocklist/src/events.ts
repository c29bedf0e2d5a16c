import { defineEvent } from "@minato/kit";

/** Torrents are about to be blocked in this transaction. */
export interface BlockedTorrents {
  /** 20 bytes each. */
  infoHashes: readonly Buffer[];
  /** Takes other hashes by which the same torrents are known: the other half of a hybrid. */
  alsoBlock: (infoHashes: readonly Buffer[]) => void;
  /** Takes the name of a torrent, which nobody knows once it is deleted. */
  nameAs: (infoHash: Buffer, name: string) => void;
}

/**
 * Torrents are about to be blocked. Comes before the block is written, so that a listener that
 * takes a lock for deletion takes it first in every transaction.
 */
export const torrentsBlocked = defineEvent<BlockedTorrents>("blocklist.torrentsBlocked");

/** Trackers are about to be blocked; comes before the block is written. */
export const trackersBlocked = defineEvent<{ patterns: readonly string[] }>(
  "blocklist.trackersBlocked",
);

/** A keyword rule is about to be added; comes before it is written. */
export const keywordRuleAdded = defineEvent<Record<never, never>>("blocklist.keywordRuleAdded");

/** Blocked trackers or a keyword rule were lifted in this transaction. */
export const rulesLifted = defineEvent<Record<never, never>>("blocklist.rulesLifted");
