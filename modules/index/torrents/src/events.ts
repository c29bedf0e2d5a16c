import { defineEvent } from "@minato/kit";

/** Torrents entered the index, or what the classifier reads of them changed. */
export const torrentsChanged = defineEvent<{ torrentIds: readonly number[] }>("torrents.changed");
