import { MetainfoError, parseInfoHash, parseMagnet, truncateInfoHashV2 } from "@minato/metainfo";

/** What an entry must be, for messages. */
export const EXPECTED_ENTRY = "expected 40 hex, 32 base32 or 64 hex characters, or a magnet link";

/**
 * Reads what names a torrent: an info hash of either version or a magnet link, which may hold both.
 * Gives 20 bytes each; undefined when it is neither.
 */
export function readEntry(text: string): Buffer[] | undefined {
  const trimmed = text.trim();
  if (!/^magnet:/i.test(trimmed)) {
    const hash = parseInfoHash(trimmed);
    return hash === undefined ? undefined : [shorten(hash)];
  }
  try {
    const { infoHash, infoHashV2 } = parseMagnet(trimmed);
    return [infoHash, infoHashV2].flatMap((hash) => (hash === undefined ? [] : [shorten(hash)]));
  } catch (error) {
    if (error instanceof MetainfoError) return undefined;
    throw error;
  }
}

/** What a magnet link calls its torrent, without the characters that no text holds. */
export function readEntryName(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^magnet:/i.test(trimmed)) return undefined;
  try {
    const name = parseMagnet(trimmed)
      .displayName?.replaceAll(/\p{Cc}/gu, " ")
      .trim();
    return name === "" ? undefined : name;
  } catch (error) {
    if (error instanceof MetainfoError) return undefined;
    throw error;
  }
}

function shorten(hash: Uint8Array): Buffer {
  return Buffer.from(truncateInfoHashV2(hash));
}
