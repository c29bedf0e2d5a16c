/** Scrape over HTTP: BEP 48. */
import { BencodeDictionary, BencodeError, decode, type BencodeValue } from "@minato/bencode";

import { readCount, type SwarmCounts } from "./swarm-counts.ts";
import { toRefusal, TrackerError } from "./tracker-error.ts";

const LAST_COMPONENT = "announce";
const MAX_DEPTH = 8;

/**
 * The address that tells the counts of a torrent: the announce URL whose last path component begins
 * with `announce`, with `scrape` instead. `infoHash` is 20 bytes.
 * @throws {TrackerError} UNSUPPORTED when the URL is not http or https, or has no such component
 */
export function scrapeAddress(announceUrl: string, infoHash: Uint8Array): string {
  const url = URL.parse(announceUrl);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new TrackerError("UNSUPPORTED", "expected an announce URL of http or https");
  }
  const start = url.pathname.lastIndexOf("/") + 1;
  const component = url.pathname.slice(start);
  if (!component.startsWith(LAST_COMPONENT)) {
    throw new TrackerError("UNSUPPORTED", "expected a path that ends in /announce");
  }
  const rest = component.slice(LAST_COMPONENT.length);
  url.pathname = `${url.pathname.slice(0, start)}scrape${rest}`;
  // Bytes that are no text cannot pass through URLSearchParams.
  const escaped = Buffer.from(infoHash).toString("hex").replaceAll(/../g, "%$&");
  url.search = `${url.search}${url.search === "" ? "?" : "&"}info_hash=${escaped}`;
  url.hash = "";
  return url.href;
}

/**
 * Reads the counts of a torrent from a tracker's answer. `infoHash` is 20 bytes.
 * @throws {TrackerError} REFUSED with the tracker's reason, UNKNOWN_TORRENT, MALFORMED
 */
export function parseScrape(body: Uint8Array, infoHash: Uint8Array): SwarmCounts {
  const root = readDictionary(body);
  const reason = root.get("failure reason");
  if (reason instanceof Uint8Array) throw toRefusal(reason);
  const files = root.get("files");
  if (!(files instanceof BencodeDictionary)) {
    throw new TrackerError("MALFORMED", "files: expected a dictionary by info hash");
  }
  const file = files.get(infoHash);
  if (file === undefined) throw new TrackerError("UNKNOWN_TORRENT", "does not know this torrent");
  if (!(file instanceof BencodeDictionary)) {
    throw new TrackerError("MALFORMED", "expected a dictionary of counts");
  }
  const downloaded = file.get("downloaded");
  return {
    seeders: readCount("complete", file.get("complete")),
    leechers: readCount("incomplete", file.get("incomplete")),
    snatches: downloaded === undefined ? null : readCount("downloaded", downloaded),
  };
}

function readDictionary(body: Uint8Array): BencodeDictionary {
  let value: BencodeValue;
  try {
    value = decode(body, { maxDepth: MAX_DEPTH });
  } catch (cause) {
    if (!(cause instanceof BencodeError)) throw cause;
    throw new TrackerError("MALFORMED", "expected a dictionary in bencode", { cause });
  }
  if (value instanceof BencodeDictionary) return value;
  throw new TrackerError("MALFORMED", "expected a dictionary in bencode");
}
