import { getPriority, setPriority } from "node:os";

import { openPool } from "@minato/database/open-pool";
import { transaction } from "@minato/database/transaction";
import {
  createEmptyReleaseTitle,
  parseReleaseTitle,
  prepareName,
  type ReleaseTitle,
} from "@minato/release-title";
import { lockAgainstDeletion } from "@minato/torrents/locks";

import { loadStoredTorrents, readTorrent, type StoredTorrent } from "../read-torrent.ts";
import { RuleBook } from "../rules/rule-book.ts";
import { writeAttributes } from "../write-attributes.ts";
import { serveBatches } from "./serve-batches.ts";

/** One batch waits for the database while another is read. */
const CONNECTIONS = 2;
/** Searches, ingest and the database come first where cores are few. */
const STEPS_BACK = 2;
const LAST_PRIORITY = 19;

// Of this thread alone; elsewhere it would be of the whole process.
if (process.platform === "linux") {
  setPriority(Math.min(LAST_PRIORITY, getPriority() + STEPS_BACK));
}

// The first name compiles several hundred patterns; that is not to count against a stranger's.
parseReleaseTitle("[Warm-Up] Sintel 2010 S01E01 - 01v2 1080p WEB-DL x264 AAC 第1话 (Сезон 1)");

serveBatches((connectionString) => {
  // Nothing is told of connections that nobody uses; whoever needs the next one meets the cause.
  const pool = openPool(connectionString, { max: CONNECTIONS, applicationName: "minato-classify" });
  const book = new RuleBook();
  return async ({ torrentIds, unreadableIds }, note) => {
    const rules = await book.load(pool);
    const torrents = await loadStoredTorrents(pool, torrentIds, rules);
    const unreadable = new Set(unreadableIds);
    const read = torrents.map((torrent) => {
      note(torrent.id);
      return { torrent, attributes: readTorrent(torrent, readTitle(torrent, unreadable), rules) };
    });
    note(0);
    await transaction(pool, async (client) => {
      await lockAgainstDeletion(client);
      await writeAttributes(client, read);
    });
  };
});

function readTitle({ id, title }: StoredTorrent, unreadable: ReadonlySet<number>): ReleaseTitle {
  if (!unreadable.has(id)) return parseReleaseTitle(title);
  return { ...createEmptyReleaseTitle(prepareName(title)), timedOut: true };
}
