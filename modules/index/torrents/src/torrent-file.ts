import { inflateSync } from "node:zlib";

import { hasScope, type Context, type Principal } from "@minato/kit";
import { writeTorrentFile } from "@minato/metainfo";

/** A metainfo file as a download. */
export interface TorrentFileDownload {
  bytes: Uint8Array<ArrayBuffer>;
  contentDisposition: string;
  /** False when clients that re-encode `info` would compute another hash. */
  isCanonical: boolean;
}

interface MetainfoRow {
  title: string;
  info: Buffer;
  pieceLayers: Buffer | null;
  isCanonical: boolean;
  isPrivate: boolean;
  privateTrackers: string[] | null;
  uploadedBy: string | null;
  trackers: string[] | null;
}

const FIND = `
select t.title, m.info, m.piece_layers as "pieceLayers", m.is_canonical as "isCanonical",
  t.is_private as "isPrivate", m.private_trackers as "privateTrackers",
  m.uploaded_by as "uploadedBy",
  (select array_agg(k.url order by k.id) from trackers k where k.id = any(t.tracker_ids)) as trackers
from torrents t join torrent_metainfo m on m.torrent_id = t.id where t.id = $1`;

const MAX_INFO_BYTES = 64 * 1024 * 1024;

/**
 * Writes the metainfo file of a torrent, `info` byte for byte as it was received; undefined when
 * none is stored. The announce URLs of a private torrent carry its uploader's passkey: only the
 * uploader and administrators get them.
 */
export async function buildTorrentFile(
  ctx: Context,
  torrentId: number,
  principal: Principal | undefined,
): Promise<TorrentFileDownload | undefined> {
  const { rows } = await ctx.db.$client.query<MetainfoRow>(FIND, [torrentId]);
  const row = rows[0];
  if (row === undefined) return undefined;
  const trackers = row.isPrivate
    ? isOwner(row, principal)
      ? (row.privateTrackers ?? [])
      : []
    : (row.trackers ?? []);
  const bytes = writeTorrentFile({
    info: inflate(row.info),
    trackers,
    ...(row.pieceLayers === null ? {} : { pieceLayers: inflate(row.pieceLayers) }),
  });
  return {
    bytes: new Uint8Array(bytes),
    contentDisposition: attachment(`${row.title}.torrent`),
    isCanonical: row.isCanonical,
  };
}

function isOwner(row: MetainfoRow, principal: Principal | undefined): boolean {
  if (hasScope(principal, "admin")) return true;
  if (row.uploadedBy === null || principal === undefined) return false;
  return row.uploadedBy === (principal.userId ?? `key:${principal.keyId}`);
}

function inflate(bytes: Uint8Array): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: MAX_INFO_BYTES });
}

/** RFC 6266, with the RFC 8187 form for names beyond ASCII. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\/]/g, "_");
  const encoded = encodeURIComponent(name.replaceAll("/", "_")).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
