import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { addBlocks } from "./add-blocks.ts";
import { recordVersion } from "./blocklist-version.ts";

const BATCH = 10_000;

/**
 * The content of a list while it is being read and checked: a temporary table on a connection of its
 * own, so that neither memory nor the real table holds what may turn out to be wrong.
 */
export class StagedList {
  readonly #client: PoolClient;
  #batch: Buffer[] = [];

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Makes the table; what an earlier use of the connection left is dropped. */
  async start(): Promise<void> {
    await this.drop();
    await this.#client.query("create temp table incoming_blocks (info_hash bytea primary key)");
  }

  /** Takes one entry. */
  async add(infoHash: Buffer): Promise<void> {
    this.#batch.push(infoHash);
    if (this.#batch.length === BATCH) await this.#flush();
  }

  /** Makes the list's blocks those that were taken: new ones come, missing ones go. */
  async apply(ctx: Context, listId: number, signal: AbortSignal): Promise<number> {
    await this.#flush();
    await this.#client.query("analyze incoming_blocks");
    for (let last: Buffer = Buffer.alloc(0); ;) {
      signal.throwIfAborted();
      const infoHashes = await this.#readNew(listId, last);
      if (infoHashes.length > 0) {
        await transaction(ctx.db.$client, (client) =>
          addBlocks(ctx, client, { infoHashes, listId }),
        );
      }
      if (infoHashes.length < BATCH) break;
      last = infoHashes.at(-1) as Buffer;
    }
    await this.#removeMissing(listId);
    const { rows } = await this.#client.query<{ count: number }>(
      "select count(*)::int as count from incoming_blocks",
    );
    return rows[0]?.count ?? 0;
  }

  /** Drops the table. */
  async drop(): Promise<void> {
    await this.#client.query("drop table if exists incoming_blocks");
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    const batch = this.#batch;
    this.#batch = [];
    await this.#client.query(
      "insert into incoming_blocks select unnest($1::bytea[]) on conflict do nothing",
      [batch],
    );
  }

  async #readNew(listId: number, last: Buffer): Promise<Buffer[]> {
    const { rows } = await this.#client.query<{ infoHash: Buffer }>(
      `select i.info_hash as "infoHash" from incoming_blocks i
       where i.info_hash > $2 and not exists (
         select 1 from blocked_torrents b where b.info_hash = i.info_hash and b.list_id = $1)
       order by i.info_hash limit ${BATCH}`,
      [listId, last],
    );
    return rows.map(({ infoHash }) => infoHash);
  }

  async #removeMissing(listId: number): Promise<void> {
    await this.#client.query("begin");
    const { rowCount } = await this.#client.query(
      `delete from blocked_torrents b where b.list_id = $1 and not exists (
         select 1 from incoming_blocks i where i.info_hash = b.info_hash)`,
      [listId],
    );
    if (rowCount) await recordVersion(this.#client, { kind: "unblocked", count: rowCount });
    await this.#client.query("commit");
  }
}
