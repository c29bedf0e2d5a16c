import type { Context } from "@minato/kit";
import { createVault, readKeyVersion, SECRET_FORM, VaultError, type Keyring } from "@minato/vault";

import { loadSecret } from "./load-secret.ts";
import { addKey, openKeyring, readKeys } from "./vault-keys.ts";

type VaultContext = Pick<Context, "db" | "env" | "now">;

/**
 * Seals what must not be read from the database alone. The first key is made when something is
 * sealed for the first time, so that an unused database stays empty.
 */
export class SecretVault {
  readonly #ctx: VaultContext;
  #keyring: Keyring | undefined;

  constructor(ctx: VaultContext) {
    this.#ctx = ctx;
  }

  /** Encrypts a text for one purpose; the same text gives another result each time. */
  async seal(purpose: string, text: string): Promise<string> {
    const keyring = this.#keyring ?? (await this.#load()) ?? (await this.#create());
    return keyring.seal(purpose, text);
  }

  /**
   * Decrypts what `seal` gave for the same purpose.
   * @throws {VaultError} for another secret or purpose, or a changed text
   */
  async open(purpose: string, sealed: string): Promise<string> {
    if (sealed.startsWith(SECRET_FORM)) {
      return createVault(await loadSecret(this.#ctx.env), purpose).open(sealed);
    }
    const version = readKeyVersion(sealed);
    const isKnown = version !== undefined && version <= (this.#keyring?.current ?? 0);
    const keyring = isKnown ? this.#keyring : await this.#load();
    if (keyring === undefined) throw new VaultError("there is no key that sealed it");
    return keyring.open(purpose, sealed);
  }

  async #load(): Promise<Keyring | undefined> {
    const keys = await readKeys(this.#ctx.db.$client);
    if (keys.length === 0) return undefined;
    this.#keyring = openKeyring(await loadSecret(this.#ctx.env), keys);
    return this.#keyring;
  }

  async #create(): Promise<Keyring> {
    const { db, env, now } = this.#ctx;
    await addKey(db.$client, await loadSecret(env), 1, now());
    const keyring = await this.#load();
    if (keyring === undefined) throw new Error("the key that was just stored is not there");
    return keyring;
  }
}
