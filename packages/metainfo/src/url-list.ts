/** Addresses of trackers and web seeds as strangers write them down. */
import type { BencodeValue } from "@minato/bencode";

import { cleanLine } from "./foreign-text.ts";

const MAX_URL_LENGTH = 2_048;
const TRACKER = /^(?:https?|udp|wss?):\/\//i;
const WEB_SEED = /^(?:https?|ftp):\/\//i;

/** The announce URL if it is one of HTTP, UDP or WebSocket and of sane length. */
export function cleanTrackerUrl(text: string): string | undefined {
  return cleanUrl(text, TRACKER);
}

/** The address of a web seed if it is one of HTTP or FTP and of sane length. */
export function cleanWebSeedUrl(text: string): string | undefined {
  return cleanUrl(text, WEB_SEED);
}

/**
 * Gathers addresses from values that may be a string, a list or a list of lists; each address once,
 * at most `maxUrls`, and without those that `clean` does not return.
 */
export function gatherUrls(
  values: readonly (BencodeValue | undefined)[],
  clean: (url: Uint8Array) => string | undefined,
  maxUrls: number,
): string[] {
  const urls = new Set<string>();
  for (const value of values) add(value, 0);
  return [...urls];

  function add(value: BencodeValue | undefined, depth: number): void {
    if (urls.size >= maxUrls) return;
    if (value instanceof Uint8Array && value.length <= MAX_URL_LENGTH) {
      const url = clean(value);
      if (url !== undefined) urls.add(url);
    } else if (Array.isArray(value) && depth < 2) {
      for (const item of value) add(item, depth + 1);
    }
  }
}

function cleanUrl(text: string, scheme: RegExp): string | undefined {
  // Spaces are the one fault that is common and has one meaning.
  const url = text.trim().replaceAll(" ", "%20");
  if (url.length > MAX_URL_LENGTH || !scheme.test(url)) return undefined;
  return cleanLine(url) === url && URL.canParse(url) ? url : undefined;
}
