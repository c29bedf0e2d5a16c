import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { RequestContext } from "@minato/kit";
import { z } from "zod";

import { describeHashes, readEntries, sampleHashes, TorrentEntries } from "./block-torrents.ts";
import { recordVersion } from "./blocklist-version.ts";
import { BY_HAND } from "./schema.ts";

export const UnblockTorrentsInput = z.object({ infoHashes: TorrentEntries });

export const UnblockTorrentsResult = z.object({
  removed: z.int(),
  unknown: z.int().describe("Not blocked before"),
});

/**
 * Lets torrents back. What a list names or a keyword rule blocked stays allowed from then on,
 * whatever the list and the rules say, until a person blocks it again.
 * @throws {AppError} BAD_REQUEST when an entry is malformed
 */
export async function unblockTorrents(
  request: RequestContext,
  { infoHashes: entries }: z.output<typeof UnblockTorrentsInput>,
): Promise<z.output<typeof UnblockTorrentsResult>> {
  const { ctx, principal, address } = request;
  const infoHashes = readEntries(entries);
  const removed = await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ infoHash: Buffer }>(
      `insert into allowed_torrents (info_hash, allowed_by, allowed_at)
       select distinct b.info_hash, $2, $3::timestamptz from blocked_torrents b
       where b.info_hash = any($1::bytea[]) and (b.list_id <> ${BY_HAND} or b.rule_id is not null)
       on conflict do nothing returning info_hash as "infoHash"`,
      [infoHashes, principal?.name ?? "system", ctx.now()],
    );
    const deleted = await client.query<{ infoHash: Buffer }>(
      `delete from blocked_torrents where info_hash = any($1::bytea[]) and list_id = ${BY_HAND}
       returning info_hash as "infoHash"`,
      [infoHashes],
    );
    const freed = new Set([...rows, ...deleted.rows].map((row) => row.infoHash.toString("hex")));
    const act = { action: "blocklist.removeTorrents", object: describeHashes(infoHashes) };
    const before = { count: freed.size, infoHashes: sampleHashes(infoHashes) };
    await recordAudit(ctx, { principal, address, ...act, before }, client);
    if (deleted.rows.length > 0) {
      await recordVersion(client, { kind: "unblocked", count: deleted.rows.length });
    }
    return freed.size;
  });
  return { removed, unknown: infoHashes.length - removed };
}
