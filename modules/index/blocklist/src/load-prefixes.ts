import type { Queryable } from "./blocklist-version.ts";
import { PrefixSet } from "./prefix-set.ts";

const CHUNK = 50_000;

/** One value for many hashes: reading rows one by one would take several times as long. */
const READ_CHUNK = `
with chunk as materialized (
  select info_hash from blocked_torrents where info_hash > $1 order by info_hash limit ${CHUNK}
)
select string_agg(substring(info_hash from 1 for 8), ''::bytea order by info_hash) as prefixes,
  (select info_hash from chunk order by info_hash desc limit 1) as last
from chunk`;

/**
 * Reads the prefixes of all blocked hashes, a part at a time in short statements. Changes that are
 * committed meanwhile may or may not be among them. Undefined when it was told to stop.
 */
export async function loadPrefixes(
  client: Queryable,
  isStopped: () => boolean,
): Promise<PrefixSet | undefined> {
  const parts: Buffer[] = [];
  let last: Buffer = Buffer.alloc(0);
  while (!isStopped()) {
    const { rows } = await client.query<{ prefixes: Buffer | null; last: Buffer | null }>(
      READ_CHUNK,
      [last],
    );
    const [chunk] = rows;
    if (!chunk?.prefixes || !chunk.last) return PrefixSet.fromSorted(parts);
    parts.push(chunk.prefixes);
    last = chunk.last;
  }
  return undefined;
}
