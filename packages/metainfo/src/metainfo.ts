/** Metainfo files, known as .torrent: BEP 3, 12 (tiers of trackers), 19 (web seeds) and 52. */
import { type BencodeSpan, type BencodeValue, decode, scanDictionary } from "@minato/bencode";

import { cleanText, createTextReader, type TextReader } from "./foreign-text.ts";
import { type InfoDictionary, parseInfoDictionary } from "./info-dictionary.ts";
import { MetainfoError, readField } from "./metainfo-error.ts";
import { DEFAULT_METAINFO_LIMITS, type MetainfoLimits } from "./metainfo-limits.ts";
import { cleanTrackerUrl, cleanWebSeedUrl, gatherUrls } from "./url-list.ts";

/** What a metainfo file says: its info dictionary and what stands around it. */
export interface Metainfo extends InfoDictionary {
  readonly comment?: string | undefined;
  readonly createdBy?: string | undefined;
  readonly createdAt?: Date | undefined;
  /** Announce URLs tier by tier, then `announce`, each once; those of unknown kinds left out. */
  readonly trackers: readonly string[];
  /** Web seeds of BEP 19, each once. */
  readonly webSeeds: readonly string[];
  /** The bencoded `piece layers` of version 2 byte for byte, a view on the input. */
  readonly pieceLayers?: Uint8Array | undefined;
  /** The encoding the file declares for strings that are not UTF-8. */
  readonly encoding?: string | undefined;
}

const DICTIONARY = 0x64;
// The year 5138.
const LATEST_UNIX_SECONDS = 1e11;
const MAX_ENCODING_LENGTH = 40;

/**
 * Reads a metainfo file by a stranger. Optional fields of the wrong type are left out; whatever the
 * torrent cannot do without throws a `MetainfoError` that names the field and what was expected.
 */
export function parseMetainfo(bytes: Uint8Array, limits: MetainfoLimits = {}): Metainfo {
  const { maxBytes, maxElements, maxUrls } = { ...DEFAULT_METAINFO_LIMITS, ...limits };
  if (bytes.length > maxBytes) {
    throw new MetainfoError("metainfo", `expected at most ${maxBytes} bytes, got ${bytes.length}`);
  }
  const spans = readField("metainfo", () => scanDictionary(bytes, { maxElements }));
  const info = sliceSpan(bytes, spans.get("info"));
  if (!info) throw new MetainfoError("info", "expected a dictionary, got nothing");

  const encoding = readString("encoding", createTextReader())?.slice(0, MAX_ENCODING_LENGTH);
  const readText = createTextReader(encoding);
  return {
    ...parseInfoDictionary(info, { ...limits, encoding }),
    comment: readString("comment.utf-8", readText) ?? readString("comment", readText),
    createdBy: readString("created by", readText),
    createdAt: readDate(read("creation date")),
    trackers: gatherUrls(
      [read("announce-list"), read("announce")],
      (url) => cleanTrackerUrl(readText(url)),
      maxUrls,
    ),
    webSeeds: gatherUrls([read("url-list")], (url) => cleanWebSeedUrl(readText(url)), maxUrls),
    pieceLayers: readPieceLayers(sliceSpan(bytes, spans.get("piece layers"))),
    encoding,
  };

  function read(key: string): BencodeValue | undefined {
    const slice = sliceSpan(bytes, spans.get(key));
    return slice && readField(key, () => decode(slice, { maxElements }));
  }

  function readString(key: string, reader: TextReader): string | undefined {
    const value = read(key);
    return value instanceof Uint8Array ? cleanText(reader(value)) || undefined : undefined;
  }
}

function sliceSpan(bytes: Uint8Array, span: BencodeSpan | undefined): Uint8Array | undefined {
  // Not `subarray`, which would give a Buffer for a Buffer.
  return span && new Uint8Array(bytes.buffer, bytes.byteOffset + span.start, span.end - span.start);
}

function readDate(value: BencodeValue | undefined): Date | undefined {
  if (typeof value !== "number" || value <= 0) return undefined;
  // Some programs write milliseconds.
  const seconds = value < LATEST_UNIX_SECONDS ? value : Math.floor(value / 1_000);
  return seconds < LATEST_UNIX_SECONDS ? new Date(seconds * 1_000) : undefined;
}

function readPieceLayers(slice: Uint8Array | undefined): Uint8Array | undefined {
  if (!slice || slice[0] === DICTIONARY) return slice;
  throw new MetainfoError("piece layers", "expected a dictionary");
}
