import type { Context } from "@minato/kit";
import "@minato/secrets/context";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";

import { CODE_PURPOSE, SEED_PURPOSE } from "./sealed-two-factors.ts";

/**
 * Seals seeds with the vault instead of better-auth's own cipher, which knows no rotation: what
 * better-auth encrypted is opened on its way into the table and encrypted again on its way out.
 */
export function sealSeeds({ vault }: Pick<Context, "vault">, secret: string) {
  return {
    async input(encrypted: unknown) {
      const seed = await symmetricDecrypt({ key: secret, data: String(encrypted) });
      return vault.seal(SEED_PURPOSE, seed);
    },
    async output(sealed: unknown) {
      return symmetricEncrypt({
        key: secret,
        data: await vault.open(SEED_PURPOSE, String(sealed)),
      });
    },
  };
}

/** Seals recovery codes with the vault. */
export function sealCodes({ vault }: Pick<Context, "vault">) {
  return {
    encrypt: (codes: string) => vault.seal(CODE_PURPOSE, codes),
    decrypt: (sealed: string) => vault.open(CODE_PURPOSE, sealed),
  };
}
