import { defineEvent } from "@minato/kit";

/** Why a rule of the blocklist takes torrents out: their trackers, or words of their names. */
export type RuleReason = "trackers" | "words";

/**
 * A rule that an operator wrote is about to take torrents out in this transaction, which holds the
 * lock for deletion. Rules can be mistaken: a listener may copy what it wants to keep.
 */
export const torrentsRuledOut = defineEvent<{
  torrentIds: readonly number[];
  reason: RuleReason;
}>("torrents.ruledOut");

/** Torrents entered the index, or what the classifier reads of them changed. */
export const torrentsChanged = defineEvent<{ torrentIds: readonly number[] }>("torrents.changed");
