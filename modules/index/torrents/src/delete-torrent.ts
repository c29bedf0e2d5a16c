import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";

import { lockForDeletion } from "./locks.ts";
import { removeTorrents } from "./remove-torrents.ts";

/**
 * Deletes a torrent with everything that belongs to it.
 * @throws {AppError} NOT_FOUND when it is gone already
 */
export async function deleteTorrent(request: RequestContext, torrentId: number): Promise<void> {
  const { ctx, principal, address } = request;
  await transaction(ctx.db.$client, async (client) => {
    await lockForDeletion(client);
    const { rows } = await client.query<{ title: string; infoHash: string }>(
      `select title, encode(info_hash, 'hex') as "infoHash" from torrents where id = $1`,
      [torrentId],
    );
    const [torrent] = rows;
    if (torrent === undefined) throw new AppError("NOT_FOUND", "No torrent with this info hash");
    await removeTorrents(client, [torrentId]);
    await recordAudit(
      ctx,
      {
        principal,
        address,
        action: "torrents.delete",
        object: torrent.infoHash,
        before: { title: torrent.title },
      },
      client,
    );
  });
}
