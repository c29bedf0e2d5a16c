/**
 * The rows of a deleted torrent as one small value: JSON deflated against a dictionary of what every
 * such JSON has in common (RFC 1951 with a preset window), which makes it a sixth.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";

const WORDS =
  "Complete.MULTi.German.French.iTALiAN.SPANiSH.JAPANESE.Remastered.Extended.PROPER.REPACK." +
  "S01E01.S02.480p.576i.HDTV.DVDRip.BDRip.BluRay.REMUX.UHD.HDR10.DV.2160p.720p.WEBRip.AAC2.0." +
  "DDP5.1.DTS-HD.MA.FLAC.TrueHD.7.1.Atmos.10bit.AV1.XviD.x265.HEVC.1080p.WEB-DL.AAC.H.264.x264-";

/** Of version 1, never to be changed: records are read with the dictionary they were written with. */
const DICTIONARY = Buffer.from(
  `{"torrents": [{"id": 1, "size": 1, "title": "${WORDS}", "file_count": 1, ` +
    `"indexed_at": "2026-01-01T00:00:00.000000+00:00", "is_private": false, ` +
    `"tracker_ids": [1, 2], "info_hash_v2": null, ` +
    `"published_at": "2026-01-01T00:00:00+00:00", "given_categories": [5000, 5040], ` +
    `"is_title_derived": true}, "tracker_ids": null, "info_hash_v2": "\\\\x", ` +
    `"published_at": null, "given_categories": null, "is_title_derived": false}], ` +
    `"torrent_files": null, ` +
    `"torrent_stats": [{"seeders": null, "leechers": null, "snatches": null, ` +
    `"checked_at": "2026-01-01T00:00:00+00:00"}], ` +
    `"torrent_stats": [{"seeders": 0, "leechers": 0, "snatches": null, ` +
    `"checked_at": "2026-01-01T00:00:00+00:00"}], ` +
    `"torrent_sources": [{"url": null, "seeders": 0, "leechers": 0, "snatches": null, ` +
    `"source_id": 1, "checked_at": "2026-01-01T00:00:00+00:00", ` +
    `"last_seen_at": "2026-01-01T00:00:00+00:00", ` +
    `"first_seen_at": "2026-01-01T00:00:00+00:00"}], ` +
    `"torrent_metainfo": null, ` +
    `"torrent_attributes": [{"year": null, "seasons": [1], "version": 1, ` +
    `"air_date": null, "episodes": [1], "languages": ["de"], "categories": [5000, 5040], ` +
    `"indexed_at": "2026-01-01T00:00:00.000+00:00", "resolution": 1080, ` +
    `"seed_bucket": 1, "video_codec": 1, "content_type": 2, "release_group": null, ` +
    `"release_source": 4}], ` +
    `"torrent_corrections": null, ` +
    `"torrent_external_ids": [{"mal": null, "imdb": null, "tmdb": null, "tvdb": null, ` +
    `"anidb": null, "tvmaze": null, "anilist": null, "musicbrainz": null}]}` +
    `"torrent_attributes": [{"year": 2010, "seasons": null, "version": 1, ` +
    `"air_date": null, "episodes": null, "languages": ["en"], "categories": [2000, ` +
    `2040], "indexed_at": "2026-01-01T00:00:00.000+00:00", "resolution": null, ` +
    `"seed_bucket": 0, "video_codec": null, "content_type": 1, "release_group": null, ` +
    `"release_source": null}], ` +
    `"torrent_corrections": null, ` +
    `"torrent_external_ids": null}`,
);

const VERSION = 1;
const MAX_INFLATED_BYTES = 16 * 1024 * 1024;

/** Packs JSON text. */
export function packRecord(json: string): Buffer {
  const packed = deflateRawSync(json, { dictionary: DICTIONARY });
  return Buffer.concat([Buffer.of(VERSION), packed]);
}

/** Reads what `packRecord` wrote; throws on any other version. */
export function unpackRecord(packed: Uint8Array): string {
  if (packed[0] !== VERSION) {
    throw new RangeError(`expected a record of version ${VERSION}, got ${packed[0]}`);
  }
  const options = { dictionary: DICTIONARY, maxOutputLength: MAX_INFLATED_BYTES };
  return inflateRawSync(packed.subarray(1), options).toString();
}
