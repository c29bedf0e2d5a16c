/** Info hashes as text: BEP 3 (SHA-1), BEP 9 (hex or base32) and BEP 52 (SHA-256). */

/** Bytes of an info hash of version 1, and of everything the protocols send in its place. */
export const INFO_HASH_LENGTH = 20;
/** Bytes of an info hash of version 2. */
export const INFO_HASH_V2_LENGTH = 32;

const HEX = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const BASE32 = /^[a-z2-7]{32}$/i;
const BASE32_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Reads an info hash: 40 hexadecimal or 32 base32 digits give the 20 bytes of version 1, and 64
 * hexadecimal digits the 32 bytes of version 2, in any case. Anything else gives undefined.
 */
export function parseInfoHash(text: string): Uint8Array | undefined {
  if (HEX.test(text)) return Uint8Array.fromHex(text);
  if (BASE32.test(text)) return decodeBase32(text.toUpperCase());
  return undefined;
}

/** Writes an info hash of either version in lower-case hexadecimal. */
export function formatInfoHash(infoHash: Uint8Array): string {
  return Buffer.from(infoHash.buffer, infoHash.byteOffset, infoHash.length).toString("hex");
}

/** The 20 bytes by which trackers, the DHT and peers know a torrent of version 2 (BEP 52). */
export function truncateInfoHashV2(infoHashV2: Uint8Array): Uint8Array {
  return infoHashV2.slice(0, INFO_HASH_LENGTH);
}

/** RFC 4648 without padding: eight digits are five bytes. */
function decodeBase32(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length * 5) / 8);
  let pending = 0;
  let bits = 0;
  let length = 0;
  for (const digit of text) {
    pending = ((pending << 5) | BASE32_ALPHABET.indexOf(digit)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (pending >> bits) & 0xff;
    length += 1;
  }
  return bytes;
}
