/** Magnet links: BEP 9, version 2 in BEP 52, `ws` as clients write it. BEP 53's `so` is ignored. */
import { cutText, cleanLine, createTextReader } from "./foreign-text.ts";
import {
  formatInfoHash,
  INFO_HASH_LENGTH,
  INFO_HASH_V2_LENGTH,
  parseInfoHash,
} from "./info-hash.ts";
import { MetainfoError } from "./metainfo-error.ts";
import { cleanTrackerUrl, cleanWebSeedUrl } from "./url-list.ts";

/** What a magnet link says; at least one of the info hashes is there. */
export interface Magnet {
  /** 20 bytes, of version 1. */
  readonly infoHash?: Uint8Array | undefined;
  /** 32 bytes, of version 2. */
  readonly infoHashV2?: Uint8Array | undefined;
  readonly displayName?: string | undefined;
  readonly trackers: readonly string[];
  readonly webSeeds: readonly string[];
  /** Size of the content in bytes. */
  readonly exactLength?: number | undefined;
}

/** The parts of a magnet link that `writeMagnet` takes. */
export interface MagnetInput extends Omit<Magnet, "trackers" | "webSeeds"> {
  readonly trackers?: readonly string[] | undefined;
  readonly webSeeds?: readonly string[] | undefined;
}

/** Longest magnet link that is read, in UTF-16 units. */
export const MAX_MAGNET_LENGTH = 65_536;
/** Trackers, and apart from them web seeds, that are taken from a magnet link. */
export const MAX_MAGNET_URLS = 200;

const PREFIX = /^magnet:\/{0,2}\?/i;
const TOPIC_V1 = "urn:btih:";
const TOPIC_V2 = "urn:btmh:";
// Multihash: SHA2-256 (0x12), 32 bytes (0x20).
const SHA256_MULTIHASH = "1220";
const MAX_DISPLAY_NAME_LENGTH = 1_000;

const readText = createTextReader();

/**
 * Reads a magnet link as people paste it: any case, `&amp;` for `&`, numbered parameters (`tr.1`),
 * broken percent-encoding. Of repeated topics the first of each version counts. Throws
 * `MetainfoError` with field `magnet` when there is no info hash in it.
 */
export function parseMagnet(text: string): Magnet {
  if (text.length > MAX_MAGNET_LENGTH) {
    throw new MetainfoError(
      "magnet",
      `expected at most ${MAX_MAGNET_LENGTH} characters, got ${text.length}`,
    );
  }
  const link = text.trim();
  if (!PREFIX.test(link)) throw new MetainfoError("magnet", 'expected "magnet:?" at the start');
  const parameters = readParameters(link.replace(PREFIX, ""));
  const topics = parameters.get("xt") ?? [];
  const infoHash = firstOf(topics, readTopicV1);
  const infoHashV2 = firstOf(topics, readTopicV2);
  if (!infoHash && !infoHashV2) {
    throw new MetainfoError("magnet", "expected xt=urn:btih:… or xt=urn:btmh:… with an info hash");
  }
  return {
    infoHash,
    infoHashV2,
    displayName: firstOf(parameters.get("dn") ?? [], readDisplayName),
    trackers: cleanUrls(parameters.get("tr"), cleanTrackerUrl),
    webSeeds: cleanUrls(parameters.get("ws"), cleanWebSeedUrl),
    exactLength: firstOf(parameters.get("xl") ?? [], readLength),
  };
}

/** Writes a magnet link. Throws `MetainfoError` without an info hash or with one of odd length. */
export function writeMagnet(magnet: MagnetInput): string {
  const { infoHash, infoHashV2, displayName, exactLength } = magnet;
  const topics = [
    ...(infoHash ? [TOPIC_V1 + writeHash(infoHash, INFO_HASH_LENGTH)] : []),
    ...(infoHashV2
      ? [TOPIC_V2 + SHA256_MULTIHASH + writeHash(infoHashV2, INFO_HASH_V2_LENGTH)]
      : []),
  ];
  if (topics.length === 0) throw new MetainfoError("magnet", "expected an info hash, got none");
  const parameters = [
    ...topics.map((topic) => `xt=${topic}`),
    ...(displayName ? [`dn=${escapeValue(displayName)}`] : []),
    ...(exactLength === undefined ? [] : [`xl=${exactLength}`]),
    ...(magnet.trackers ?? []).map((tracker) => `tr=${escapeValue(tracker)}`),
    ...(magnet.webSeeds ?? []).map((webSeed) => `ws=${escapeValue(webSeed)}`),
  ];
  return `magnet:?${parameters.join("&")}`;
}

function readParameters(query: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  for (const pair of query.replaceAll(/&(?:amp|#0*38|#x0*26);/gi, "&").split("&")) {
    const separator = pair.indexOf("=");
    if (separator === -1) continue;
    const key = pair
      .slice(0, separator)
      .toLowerCase()
      .replace(/\.\d+$/, "");
    const values = parameters.get(key) ?? [];
    values.push(pair.slice(separator + 1));
    parameters.set(key, values);
  }
  return parameters;
}

function readTopicV1(value: string): Uint8Array | undefined {
  const hash = readTopic(value, TOPIC_V1);
  return hash?.length === INFO_HASH_LENGTH ? hash : undefined;
}

function readTopicV2(value: string): Uint8Array | undefined {
  const hash = readTopic(value, TOPIC_V2 + SHA256_MULTIHASH);
  return hash?.length === INFO_HASH_V2_LENGTH ? hash : undefined;
}

function readTopic(value: string, prefix: string): Uint8Array | undefined {
  const topic = unescapeValue(value).trim();
  if (topic.slice(0, prefix.length).toLowerCase() !== prefix) return undefined;
  return parseInfoHash(topic.slice(prefix.length));
}

function readDisplayName(value: string): string | undefined {
  // Only here is "+" a space: addresses hold it as itself.
  const name = cleanLine(unescapeValue(value.replaceAll("+", " ")));
  return cutText(name, MAX_DISPLAY_NAME_LENGTH) || undefined;
}

function readLength(value: string): number | undefined {
  if (!/^\d{1,16}$/.test(value)) return undefined;
  const length = Number(value);
  return Number.isSafeInteger(length) ? length : undefined;
}

function cleanUrls(
  values: readonly string[] = [],
  clean: (url: string) => string | undefined,
): string[] {
  const urls = new Set<string>();
  for (const value of values) {
    if (urls.size >= MAX_MAGNET_URLS) break;
    const url = clean(unescapeValue(value));
    if (url !== undefined) urls.add(url);
  }
  return [...urls];
}

function firstOf<T>(
  values: readonly string[],
  read: (value: string) => T | undefined,
): T | undefined {
  for (const value of values) {
    const result = read(value);
    if (result !== undefined) return result;
  }
  return undefined;
}

function writeHash(hash: Uint8Array, length: number): string {
  if (hash.length === length) return formatInfoHash(hash);
  throw new MetainfoError("magnet", `expected an info hash of ${length} bytes, got ${hash.length}`);
}

function escapeValue(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Undoes percent-encoding; a percent sign that begins none stays, bytes may be no UTF-8. */
function unescapeValue(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
    readText(Buffer.from(run.replaceAll("%", ""), "hex")),
  );
}
