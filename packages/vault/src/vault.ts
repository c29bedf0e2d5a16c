import { decrypt, deriveKey, encrypt } from "./cipher.ts";
import { VaultError } from "./vault-error.ts";

/** Seals and opens texts for one purpose. */
export interface Vault {
  /** Encrypts a text; the same text gives another result each time. */
  seal(text: string): string;
  /** Decrypts what `seal` gave. Throws `VaultError`. */
  open(sealed: string): string;
}

/** What texts sealed under the secret itself begin with. */
export const SECRET_FORM = "v1:";

const SALT = "minato vault v1";
const MIN_SECRET_LENGTH = 32;

/**
 * Makes a vault from the server's secret. Throws a `RangeError` for a secret of fewer than 32
 * characters: the key is only as hard to guess as the secret.
 */
export function createVault(secret: string, purpose: string): Vault {
  if (secret.length < MIN_SECRET_LENGTH) {
    throw new RangeError(`expected a secret of at least ${MIN_SECRET_LENGTH} characters`);
  }
  const key = deriveKey(secret, SALT, purpose);
  const label = SECRET_FORM + purpose;
  return {
    seal: (text) => SECRET_FORM + encrypt(key, label, text),
    open(sealed) {
      if (!sealed.startsWith(SECRET_FORM)) throw new VaultError("expected a text sealed as v1");
      return decrypt(key, label, sealed.slice(SECRET_FORM.length));
    },
  };
}
