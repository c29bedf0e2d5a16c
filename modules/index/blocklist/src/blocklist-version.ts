import type { Pool, PoolClient } from "pg";

/** A pool, or a connection inside a transaction. */
export type Queryable = Pick<Pool | PoolClient, "query">;

/** A change that every process has to learn of. */
export interface BlocklistChange {
  kind: "blocked" | "unblocked" | "rules";
  count: number;
  /** Eight bytes of each hash that was blocked. */
  prefixes?: Uint8Array;
}

/** A process that missed more than this reads everything anew. */
const KEEP = "10 minutes";

/**
 * Notes a change as the last step of the transaction that makes it: the row of the counter stays
 * locked until the commit, so that versions become visible in their order.
 */
export async function recordVersion(client: PoolClient, change: BlocklistChange): Promise<void> {
  await client.query(
    `with next as (
       insert into blocklist_state as s (id, version) values (1, 1)
       on conflict (id) do update set version = s.version + 1 returning s.version
     )
     insert into blocklist_changes (version, kind, count, prefixes)
     select version, $1, $2, $3 from next`,
    [change.kind, change.count, change.prefixes ?? null],
  );
  await client.query(
    `delete from blocklist_changes where at < clock_timestamp() - interval '${KEEP}'`,
  );
}

/** The number of the last change; 0 before the first. */
export async function readVersion(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ version: number }>({
    name: "blocklist-version",
    text: "select version from blocklist_state where id = 1",
  });
  return rows[0]?.version ?? 0;
}

/** Reads the changes after a version in their order; empty when they are not kept any more. */
export async function readChanges(
  client: Queryable,
  afterVersion: number,
): Promise<(BlocklistChange & { version: number })[]> {
  const { rows } = await client.query<
    Omit<BlocklistChange, "prefixes"> & { version: number; prefixes: Buffer | null }
  >(
    `select version, kind, count, prefixes from blocklist_changes
     where version > $1 order by version limit 50`,
    [afterVersion],
  );
  if (rows[0]?.version !== afterVersion + 1) return [];
  return rows.map(({ prefixes, ...row }) => (prefixes === null ? row : { ...row, prefixes }));
}
