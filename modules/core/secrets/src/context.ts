import type { SecretVault } from "./secret-vault.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly vault: SecretVault;
  }
}
