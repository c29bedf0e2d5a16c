import { AppError, type Context } from "@minato/kit";
import { parseInfoHash } from "@minato/metainfo";

/**
 * The id of the torrent with an info hash: 40 hex, 32 base32 or 64 hex characters.
 * @throws {AppError} BAD_REQUEST when it is malformed, NOT_FOUND when it is unknown
 */
export async function findTorrentId(ctx: Context, infoHash: string): Promise<number> {
  const hash = parseInfoHash(infoHash);
  if (hash === undefined) {
    const message = "expected 40 hex, 64 hex or 32 base32 characters";
    throw new AppError("BAD_REQUEST", `Malformed info hash: ${message}`, {
      errors: [{ field: "infoHash", message }],
    });
  }
  const column = hash.length === 32 ? "info_hash_v2" : "info_hash";
  const { rows } = await ctx.db.$client.query<{ id: number }>(
    `select id from torrents where ${column} = $1`,
    [Buffer.from(hash)],
  );
  if (rows[0] === undefined) throw new AppError("NOT_FOUND", "No torrent with this info hash");
  return rows[0].id;
}
