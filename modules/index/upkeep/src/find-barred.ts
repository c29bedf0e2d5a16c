import { findAllowed, findBlocked } from "@minato/blocklist/find-blocked";
import "@minato/blocklist/context";
import type { Context } from "@minato/kit";
import { unpackFiles } from "@minato/torrents/file-list";
import { hashesOf } from "@minato/torrents/screen-records";
import type { PoolClient } from "pg";

/** A deleted torrent as far as the blocklist judges it. */
export interface Returning {
  torrentId: number;
  infoHash: Buffer;
  infoHashV2: Buffer | null;
  title: string;
  files: Buffer | null;
}

/**
 * The ones that the blocklist keeps out by now, by hash or by a keyword rule. The caller holds the
 * lock against deletion, so that nothing is blocked between this and its commit.
 */
export async function findBarred(
  ctx: Context,
  client: PoolClient,
  torrents: readonly Returning[],
): Promise<Set<number>> {
  await ctx.blocklist.catchUp(client);
  const { keywords } = ctx.blocklist.rules;
  const hashes = torrents.flatMap(hashesOf);
  const blocked = await findBlocked(client, hashes);
  const allowed = await findAllowed(client, hashes);
  const isAny = (torrent: Returning, set: ReadonlySet<string>) =>
    hashesOf(torrent).some((hash) => set.has(hash.toString("hex")));
  const barred = torrents.filter((torrent) => {
    if (isAny(torrent, blocked)) return true;
    const files = torrent.files === null ? [] : unpackFiles(torrent.files);
    const paths = files.map(({ path }) => path);
    return keywords.find(torrent.title, paths) !== undefined && !isAny(torrent, allowed);
  });
  return new Set(barred.map(({ torrentId }) => torrentId));
}
