import type { BlockedTorrents } from "@minato/blocklist/events";
import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { lockForDeletion } from "./locks.ts";
import { removeTorrents } from "./remove-torrents.ts";
import { hashesOf } from "./screen-records.ts";

interface StoredTorrent {
  id: number;
  infoHash: Buffer;
  infoHashV2: Buffer | null;
  title: string;
}

/** A v2 hash is found by its first 20 bytes as a range of the index. */
const FIND = `
select t.id, t.info_hash as "infoHash", t.info_hash_v2 as "infoHashV2", t.title
from unnest($1::bytea[]) u(hash)
join lateral (
  select id, info_hash, info_hash_v2, title from torrents a where a.info_hash = u.hash
  union all
  select id, info_hash, info_hash_v2, title from torrents b
  where b.info_hash_v2 >= u.hash and b.info_hash_v2 <= u.hash || '\\xffffffffffffffffffffffff'::bytea
    and b.info_hash <> u.hash
) t on true`;

/** Deletes what is stored of torrents that this transaction blocks, hybrids by either hash. */
export async function deleteBlockedTorrents(
  ctx: Context,
  { infoHashes, alsoBlock, nameAs }: BlockedTorrents,
  client: PoolClient,
): Promise<void> {
  await lockForDeletion(client);
  const { rows } = await client.query<StoredTorrent>({
    name: "torrents-find-blocked",
    text: FIND,
    values: [infoHashes],
  });
  if (rows.length === 0) return;
  await removeTorrents(client, [...new Set(rows.map(({ id }) => id))]);
  alsoBlock(rows.flatMap(hashesOf));
  for (const row of rows) for (const hash of hashesOf(row)) nameAs(hash, row.title);
  ctx.log.info({ torrents: rows.length }, "blocked torrents deleted");
}
