/** AES-256-GCM (NIST SP 800-38D) under a key from HKDF (RFC 5869). */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

import { VaultError } from "./vault-error.ts";

/** Seals and opens texts for one purpose. */
export interface Vault {
  /** Encrypts a text; the same text gives another result each time. */
  seal(text: string): string;
  /** Decrypts what `seal` gave. Throws `VaultError`. */
  open(sealed: string): string;
}

const ALGORITHM = "aes-256-gcm";
const VERSION = "v1:";
const SALT = "minato vault v1";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MIN_SECRET_LENGTH = 32;

/**
 * Makes a vault from the server's secret. Throws a `RangeError` for a secret of fewer than 32
 * characters: the key is only as hard to guess as the secret.
 */
export function createVault(secret: string, purpose: string): Vault {
  if (secret.length < MIN_SECRET_LENGTH) {
    throw new RangeError(`expected a secret of at least ${MIN_SECRET_LENGTH} characters`);
  }
  const key = Buffer.from(hkdfSync("sha256", secret, SALT, purpose, KEY_BYTES));
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(VERSION + purpose));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed) {
      if (!sealed.startsWith(VERSION)) throw new VaultError("expected a text sealed as v1");
      const bytes = Buffer.from(sealed.slice(VERSION.length), "base64url");
      if (bytes.length < NONCE_BYTES + TAG_BYTES)
        throw new VaultError("the sealed text is cut off");
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(VERSION + purpose));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return decipher.update(body, undefined, "utf8") + decipher.final("utf8");
      } catch (error) {
        throw new VaultError("sealed with another secret or changed since", error);
      }
    },
  };
}
