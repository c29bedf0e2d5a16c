export { VaultError } from "./vault-error.ts";
export { createVault, type Vault } from "./vault.ts";
