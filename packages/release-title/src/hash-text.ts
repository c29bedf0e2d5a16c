/** Hashes of words and of what is said of them. */

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashText(text: string): number {
  return hashRange(text, 0, text.length);
}

/** The hash of a part of a text; what lies outside of it does not count. */
export function hashRange(text: string, from: number, to: number): number {
  const end = Math.min(to, text.length);
  let hash = 0x811c9dc5;
  for (let index = Math.max(0, from); index < end; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

/** One hash of two. */
export function mix(left: number, right: number): number {
  const hash = Math.imul(left ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(right + 0x7f4a7c15, 0xc2b2ae35);
  return hash ^ (hash >>> 15);
}
