import { createHash, timingSafeEqual } from "node:crypto";

/**
 * SHA-256 of a key or token, the only form in which it is stored. No slow hash is needed: what is
 * hashed is random and long, so it cannot be guessed from its hash.
 */
export function hashCredential(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Compares two secrets in a time that tells nothing about where they differ. */
export function isSameCredential(left: string, right: string): boolean {
  return timingSafeEqual(hashCredential(left), hashCredential(right));
}
