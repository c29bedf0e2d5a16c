import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context, type SealedColumn } from "@minato/kit";
import type { PoolClient } from "pg";

import { NEXT_SECRET_FILE } from "./check-secret.ts";
import "./context.ts";
import { loadSecret, makeSecret, SECRET_FILE } from "./load-secret.ts";
import { readVersions, resealColumn } from "./sealed-columns.ts";
import { SecretVault } from "./secret-vault.ts";
import { addKey, openKeys, readKeys, sealKey } from "./vault-keys.ts";

/** What a rotation did. */
export interface Rotation {
  /** Version of the key that seals from now on. */
  version: number;
  /** True when it went on with one that was cut off; the secret was changed then already. */
  isResumed: boolean;
  resealed: number;
  unreadable: number;
}

const MIN_LENGTH = 32;

/**
 * Changes the secret and everything sealed under it. First the keys of the vault are sealed under
 * the new secret, together with a new key, in one transaction; then every sealed value is sealed
 * again with the new key. Cut off in between, running it again does the rest. No other process may
 * be running: it would go on with the old secret.
 * @param newSecret needed where SECRET is set, refused where it lies in a file: that is made anew
 * @throws {AppError} BAD_REQUEST, with what is expected
 */
export async function rotateSecret(
  ctx: Context,
  columns: readonly SealedColumn[],
  newSecret?: string,
): Promise<Rotation> {
  const keys = await readKeys(ctx.db.$client);
  const isResumed = keys.filter(({ isRetired }) => !isRetired).length > 1;
  const secret = isResumed
    ? await loadSecret(ctx.env)
    : await changeSecret(ctx, columns, newSecret);
  const env = { ...ctx.env, ...(ctx.env.secret === undefined ? {} : { secret }) };
  const vault = new SecretVault({ ...ctx, env });
  const version = (await readKeys(ctx.db.$client)).at(-1)?.version ?? 0;
  let resealed = 0;
  let unreadable = 0;
  for (const column of columns) {
    const result = await resealColumn(ctx.db.$client, vault, column, (by) => by === version);
    resealed += result.done;
    unreadable += result.unreadable;
  }
  await retireKeys(ctx, columns, version);
  return { version, isResumed, resealed, unreadable };
}

async function changeSecret(
  ctx: Context,
  columns: readonly SealedColumn[],
  given: string | undefined,
): Promise<string> {
  const { env } = ctx;
  const old = await loadSecret(env);
  const secret = chooseSecret(env.secret, given);
  // What the secret itself sealed could not be opened under another one.
  for (const column of columns) {
    await resealColumn(ctx.db.$client, ctx.vault, column, (by) => by !== undefined);
  }
  const next = path.join(env.dataDir, NEXT_SECRET_FILE);
  if (env.secret === undefined) {
    // What a rotation left that was cut off before the database took its secret.
    await rm(next, { force: true });
    await writeFile(next, `${secret}\n`, { flag: "wx", mode: 0o600, flush: true });
  }
  await transaction(ctx.db.$client, (client) => sealKeysAnew(ctx, client, old, secret));
  if (env.secret === undefined) await rename(next, path.join(env.dataDir, SECRET_FILE));
  return secret;
}

function chooseSecret(current: string | undefined, given: string | undefined): string {
  if (current === undefined) {
    if (given === undefined) return makeSecret();
    throw new AppError("BAD_REQUEST", "The secret lies in a file: a new one is made by itself");
  }
  if (given === undefined || given.length < MIN_LENGTH || given === current) {
    const message = `SECRET is set: expected the new one, another text of at least ${MIN_LENGTH} characters`;
    throw new AppError("BAD_REQUEST", message);
  }
  return given;
}

async function sealKeysAnew(
  ctx: Context,
  client: PoolClient,
  old: string,
  secret: string,
): Promise<void> {
  await client.query("lock table vault_keys in exclusive mode");
  const keys = await readKeys(client);
  for (const [version, key] of openKeys(old, keys)) {
    await client.query("update vault_keys set sealed_key = $2 where version = $1", [
      version,
      sealKey(secret, key),
    ]);
  }
  await addKey(client, secret, (keys.at(-1)?.version ?? 0) + 1, ctx.now());
  const act = { principal: undefined, address: undefined };
  await recordAudit(ctx, { ...act, action: "secret.rotate", object: "secret" }, client);
}

/** Old keys stay one rotation longer, for a value that was sealed while this one ran. */
async function retireKeys(
  ctx: Context,
  columns: readonly SealedColumn[],
  current: number,
): Promise<void> {
  const used = new Set<number>();
  for (const column of columns) {
    for (const version of await readVersions(ctx.db.$client, column)) used.add(version);
  }
  await ctx.db.$client.query(
    "delete from vault_keys where retired_at is not null and version <> all ($1::int[])",
    [[...used]],
  );
  await ctx.db.$client.query(
    "update vault_keys set retired_at = $2 where version <> $1 and retired_at is null",
    [current, ctx.now()],
  );
}
