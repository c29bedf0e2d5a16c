/**
 * The rows of a deleted torrent as one small value: JSON deflated against a dictionary of what every
 * such JSON has in common (RFC 1951 with a preset window), which halves its size.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Version 1, never to be changed: records are read with the dictionary they were written with. */
const DICTIONARY = Buffer.from(
  `{"musicbrainz": null, "anilist": null, "anidb": null, "tvmaze": null, "tvdb": null, "tmdb": null, "imdb": null, "mal": null}` +
    `[{"title": null, "categories": [2000, 2040, 5000, 5040, 4000], "attributes": {}, "content_type": "movie", "corrected_at": "2026-01-01T00:00:00.000000+00:00", "corrected_by": ""}]` +
    `{"is_canonical": true, "uploaded_by": null, "private_trackers": null}` +
    `"torrent_attributes": [{"year": null, "seasons": null, "version": 1, "air_date": null, "episodes": null, "languages": ["en"], "categories": [2000, 2040], "indexed_at": "2026-`,
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
