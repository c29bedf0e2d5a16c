import { randomBytes } from "node:crypto";

import { decrypt, deriveKey, encrypt, KEY_BYTES } from "./cipher.ts";
import { VaultError } from "./vault-error.ts";

/** Versioned keys: the newest seals, all of them open. */
export interface Keyring {
  /** Version of the key that seals. */
  readonly current: number;
  /** Encrypts a text for one purpose. */
  seal(purpose: string, text: string): string;
  /** Decrypts what `seal` gave for the same purpose. Throws `VaultError`. */
  open(purpose: string, sealed: string): string;
}

/** What texts sealed under a key of a keyring begin with; the key's version follows. */
export const KEYRING_FORM = "v2:";

const SALT = "minato vault v2";
const SEALED = /^v2:(\d{1,9}):([\w-]+)$/;

/** A key for a keyring: 32 random bytes. */
export function createKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/**
 * Makes a keyring of keys of 32 bytes by their versions, positive integers. Throws a `RangeError`
 * when there is none or one has another length.
 */
export function createKeyring(keys: ReadonlyMap<number, Uint8Array>): Keyring {
  const current = Math.max(...keys.keys());
  if (!Number.isInteger(current)) throw new RangeError("expected at least one key");
  for (const [version, { length }] of keys) {
    if (length !== KEY_BYTES) throw new RangeError(`key ${version} has ${length} bytes, not 32`);
  }
  const derive = (version: number, purpose: string) => {
    const material = keys.get(version);
    if (material === undefined) throw new VaultError(`there is no key of version ${version}`);
    return deriveKey(material, SALT, purpose);
  };
  return {
    current,
    seal(purpose, text) {
      const form = `${KEYRING_FORM}${current}:`;
      return form + encrypt(derive(current, purpose), form + purpose, text);
    },
    open(purpose, sealed) {
      const [, version = "", encrypted = ""] = SEALED.exec(sealed) ?? [];
      if (version === "") throw new VaultError("expected a text sealed as v2");
      const label = `${KEYRING_FORM}${version}:${purpose}`;
      return decrypt(derive(Number(version), purpose), label, encrypted);
    },
  };
}

/** Version of the key that sealed a text; undefined when it was not sealed by a keyring. */
export function readKeyVersion(sealed: string): number | undefined {
  const version = SEALED.exec(sealed)?.[1];
  return version === undefined ? undefined : Number(version);
}
