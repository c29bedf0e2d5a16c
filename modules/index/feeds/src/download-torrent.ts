import { AppError } from "@minato/kit";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { buildTorrentFile } from "@minato/torrents/torrent-file";
import { loadTorrent } from "@minato/torrents/torrent-record";

import { findParameter, type Request } from "./answer-plain.ts";
import { assertCaller } from "./find-caller.ts";

/** The metainfo file of a torrent, or the way to its magnet link where none is stored. */
export async function downloadTorrent(c: Request): Promise<Response> {
  const key = findParameter(c, "apikey");
  const { ctx, principal } = await assertCaller(c.var.request, key, "download");
  const infoHash = (c.req.param("file") ?? "").replace(/\.torrent$/, "");
  const torrentId = await findTorrentId(ctx, infoHash);
  const [file, torrent] = await Promise.all([
    buildTorrentFile(ctx, torrentId, principal),
    loadTorrent(ctx, torrentId),
  ]);
  ctx.torrents.requests.note(torrentId);
  // Clients that sort the keys of `info` would get another hash than asked for.
  if (file !== undefined && (file.isCanonical || torrent.private)) {
    return c.body(file.bytes, 200, {
      "content-type": "application/x-bittorrent",
      "content-disposition": file.contentDisposition,
    });
  }
  if (torrent.private) throw new AppError("NOT_FOUND", "No metainfo is stored for this torrent");
  return c.redirect(torrent.magnet, 302);
}
