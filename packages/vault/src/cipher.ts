/** AES-256-GCM (NIST SP 800-38D) under a key from HKDF (RFC 5869). */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

import { VaultError } from "./vault-error.ts";

/** Length of a key in bytes. */
export const KEY_BYTES = 32;

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key of one purpose, 32 bytes, from key material that is hard to guess. */
export function deriveKey(material: string | Uint8Array, salt: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", material, salt, purpose, KEY_BYTES));
}

/** Encrypts a text, bound to `label`: nonce, tag and ciphertext as base64url. */
export function encrypt(key: Uint8Array, label: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(label));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** Decrypts what `encrypt` gave for the same key and label. Throws `VaultError`. */
export function decrypt(key: Uint8Array, label: string, encrypted: string): string {
  const bytes = Buffer.from(encrypted, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new VaultError("the sealed text is cut off");
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return decipher.update(body, undefined, "utf8") + decipher.final("utf8");
  } catch (error) {
    throw new VaultError("sealed with another secret or changed since", error);
  }
}
