import type { Database } from "@minato/database";
import { createKey, createKeyring, createVault, VaultError, type Keyring } from "@minato/vault";
import type { PoolClient } from "pg";

/** A stored key as it lies in the table. */
export interface StoredKey {
  version: number;
  sealedKey: string;
  isRetired: boolean;
}

const PURPOSE = "vault keys";

type Queryable = Pick<PoolClient | Database["$client"], "query">;

/** All keys, the oldest first. */
export async function readKeys(client: Queryable): Promise<StoredKey[]> {
  const { rows } = await client.query<StoredKey>(
    `select version, sealed_key as "sealedKey", retired_at is not null as "isRetired"
     from vault_keys order by version`,
  );
  return rows;
}

/** True when the secret opens every key. */
export function fitsKeys(secret: string, keys: readonly StoredKey[]): boolean {
  try {
    openKeys(secret, keys);
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}

/** The keys themselves by version. Throws `VaultError` for another secret. */
export function openKeys(secret: string, keys: readonly StoredKey[]): Map<number, Uint8Array> {
  const vault = createVault(secret, PURPOSE);
  return new Map(
    keys.map(({ version, sealedKey }) => [
      version,
      Buffer.from(vault.open(sealedKey), "base64url"),
    ]),
  );
}

/** The keyring of stored keys. Throws `VaultError` for another secret. */
export function openKeyring(secret: string, keys: readonly StoredKey[]): Keyring {
  return createKeyring(openKeys(secret, keys));
}

/** A key as it is stored. */
export function sealKey(secret: string, key: Uint8Array): string {
  return createVault(secret, PURPOSE).seal(Buffer.from(key).toString("base64url"));
}

/** Stores a new key of this version, unless another process was first. */
export async function addKey(
  client: Queryable,
  secret: string,
  version: number,
  now: Date,
): Promise<void> {
  await client.query(
    `insert into vault_keys (version, sealed_key, created_at) values ($1, $2, $3)
     on conflict (version) do nothing`,
    [version, sealKey(secret, createKey()), now],
  );
}
