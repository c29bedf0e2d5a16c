import type { Queryable } from "./blocklist-version.ts";

/**
 * SQL: a row `b` of `blocked_torrents` blocks. Those of a list do not once the list is gone or a
 * person allowed the torrent.
 */
export const IN_FORCE = `(b.list_id = 0 or (
  exists (select 1 from blocklists l where l.id = b.list_id)
  and not exists (select 1 from allowed_torrents a where a.info_hash = b.info_hash)))`;

/** With more hashes at once the planner may read the whole table. */
const BATCH = 1000;

/** The ones of these hashes that are blocked, in hex. */
export async function findBlocked(
  client: Queryable,
  infoHashes: readonly Buffer[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (let start = 0; start < infoHashes.length; start += BATCH) {
    const { rows } = await client.query<{ infoHash: Buffer }>({
      name: "blocklist-find",
      text: `select distinct b.info_hash as "infoHash" from blocked_torrents b
        where b.info_hash = any($1::bytea[]) and ${IN_FORCE}`,
      values: [infoHashes.slice(start, start + BATCH)],
    });
    for (const { infoHash } of rows) found.add(infoHash.toString("hex"));
  }
  return found;
}

/** The ones of these hashes that a person allowed, in hex: no keyword rule applies to them. */
export async function findAllowed(
  client: Queryable,
  infoHashes: readonly Buffer[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ infoHash: Buffer }>(
    `select info_hash as "infoHash" from allowed_torrents where info_hash = any($1::bytea[])`,
    [infoHashes],
  );
  return new Set(rows.map(({ infoHash }) => infoHash.toString("hex")));
}
