export { createKey, createKeyring, KEYRING_FORM, readKeyVersion, type Keyring } from "./keyring.ts";
export { VaultError } from "./vault-error.ts";
export { createVault, SECRET_FORM, type Vault } from "./vault.ts";
