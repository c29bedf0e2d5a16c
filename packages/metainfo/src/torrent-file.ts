/** Metainfo files, BEP 3 and 52: from parts to bytes. */
import { type BencodeInput, encode, RawBencode, scanDictionary } from "@minato/bencode";

import { readField } from "./metainfo-error.ts";
import { DEFAULT_METAINFO_LIMITS } from "./metainfo-limits.ts";

/** The parts of a metainfo file. */
export interface TorrentFileInput {
  /** The bencoded info dictionary, written byte for byte. */
  readonly info: Uint8Array;
  /** Announce URLs, each a tier of its own; the first is also `announce`. */
  readonly trackers: readonly string[];
  readonly webSeeds?: readonly string[] | undefined;
  readonly comment?: string | undefined;
  readonly createdBy?: string | undefined;
  /** Written in whole seconds. */
  readonly createdAt?: Date | undefined;
  /** The bencoded `piece layers` of version 2, written byte for byte. */
  readonly pieceLayers?: Uint8Array | undefined;
  /** The encoding of strings in `info` that are not UTF-8. */
  readonly encoding?: string | undefined;
}

/**
 * Writes a metainfo file with sorted keys around an info dictionary that stays as it is, so that
 * its info hashes do too. Throws `MetainfoError` if `info` or `pieceLayers` is no bencoded
 * dictionary.
 */
export function writeTorrentFile(input: TorrentFileInput): Uint8Array {
  const { trackers, webSeeds = [], createdAt } = input;
  return encode({
    announce: trackers[0],
    "announce-list": trackers.length > 1 ? trackers.map((tracker) => [tracker]) : undefined,
    comment: input.comment,
    "created by": input.createdBy,
    "creation date": createdAt && Math.floor(createdAt.getTime() / 1_000),
    encoding: input.encoding,
    info: rawDictionary("info", input.info),
    "piece layers": input.pieceLayers && rawDictionary("piece layers", input.pieceLayers),
    // A string for one and a list for more, as libtorrent and mktorrent write it.
    "url-list": webSeeds.length > 1 ? webSeeds : webSeeds[0],
  });
}

function rawDictionary(field: string, bytes: Uint8Array): BencodeInput {
  const { maxElements } = DEFAULT_METAINFO_LIMITS;
  readField(field, () => scanDictionary(bytes, { maxElements }));
  return new RawBencode(bytes);
}
