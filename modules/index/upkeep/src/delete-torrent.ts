import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";
import { lockForDeletion } from "@minato/torrents/locks";

import { purgeTorrents } from "./purge-torrents.ts";

/**
 * Deletes a torrent with everything that belongs to it; the purgatory can bring it back.
 * @throws {AppError} NOT_FOUND when it is gone already
 */
export async function deleteTorrent(request: RequestContext, torrentId: number): Promise<void> {
  const { ctx, principal, address } = request;
  await transaction(ctx.db.$client, async (client) => {
    await lockForDeletion(client);
    const [purged] = await purgeTorrents(ctx, client, [torrentId], { reason: "deleted" });
    if (purged === undefined) throw new AppError("NOT_FOUND", "No torrent with this info hash");
    const { infoHash, title } = purged;
    const act = { action: "torrents.delete", object: infoHash.toString("hex"), before: { title } };
    await recordAudit(ctx, { principal, address, ...act }, client);
  });
}
