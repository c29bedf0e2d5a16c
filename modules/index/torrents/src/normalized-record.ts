import type { TorrentFile } from "./file-list.ts";

/** Identifiers of the work a torrent holds, by the catalogue they belong to. */
export interface ExternalIds {
  imdb?: number;
  tmdb?: number;
  tvdb?: number;
  tvmaze?: number;
  anidb?: number;
  anilist?: number;
  mal?: number;
  musicbrainz?: string;
}

/** What an uploaded metainfo file holds beyond the record. */
export interface UploadedMetainfo {
  info: Uint8Array;
  pieceLayers: Uint8Array | undefined;
  isCanonical: boolean;
  uploadedBy: string | undefined;
  /** Announce URLs of a private torrent; a public one's are in `trackers`. */
  privateTrackers: readonly string[];
}

/** A record whose every value has been checked; undefined ones keep what is stored. */
export interface NormalizedRecord {
  /** 20 bytes: v1, or the v2 hash cut short. */
  infoHash: Buffer;
  infoHashV2: Buffer | undefined;
  /** The hash in `infoHash` is a cut v2 hash: a v1 hash may still become known. */
  isV2Only: boolean;
  title: string | undefined;
  isTitleDerived: boolean;
  /** Bytes. */
  size: number | undefined;
  /** A magnet link tells no size; everything else must. */
  mayLackSize: boolean;
  files: readonly TorrentFile[] | undefined;
  fileCount: number | undefined;
  seeders: number | undefined;
  leechers: number | undefined;
  snatches: number | undefined;
  categories: readonly number[] | undefined;
  publishedAt: Date | undefined;
  trackers: readonly string[] | undefined;
  isPrivate: boolean | undefined;
  sourceName: string | undefined;
  sourceUrl: string | undefined;
  externalIds: ExternalIds | undefined;
  metainfo: UploadedMetainfo | undefined;
}
