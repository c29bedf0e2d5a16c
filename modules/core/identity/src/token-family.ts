import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import { ACCESS_SECONDS } from "./access-tokens.ts";
import "./context.ts";
import { hashCredential } from "./hash-credential.ts";
import { randomText } from "./random-text.ts";

const PREFIX = "mrt_";
const RANDOM_LENGTH = 43;
const ID_LENGTH = 24;
/** A device that was not used for this long signs in anew. */
const LIFETIME = 60 * 24 * 60 * 60 * 1000;
/** Used tokens are remembered this long, so that a thief's use shows. */
const REMEMBERED = "14 days";
const MAX_DEVICES = 50;

/** What a client without cookies signs its requests with. */
export const TokenPair = z.object({
  accessToken: z.string().describe("Sent as Authorization: Bearer"),
  tokenType: z.literal("Bearer"),
  expiresIn: z.int().describe("Seconds until the access token ends"),
  refreshToken: z.string().describe("Exchanged for the next pair, once"),
  refreshExpiresAt: z.iso.datetime(),
});

/** A device that signs in. */
export interface NewDevice {
  userId: string;
  device: string;
  userAgent: string | undefined;
  address: string;
}

/** Starts the tokens of a device. */
export async function startTokenFamily(
  ctx: Context,
  { userId, device, userAgent, address }: NewDevice,
): Promise<z.output<typeof TokenPair>> {
  const id = randomText(ctx, ID_LENGTH);
  const refreshToken = await transaction(ctx.db.$client, async (client) => {
    const now = ctx.now();
    await client.query(
      `delete from token_families where user_id = $1 and (expires_at <= $2 or id not in
         (select id from token_families where user_id = $1 order by used_at desc limit $3))`,
      [userId, now, MAX_DEVICES - 1],
    );
    await client.query(
      `insert into token_families
         (id, user_id, device, user_agent, ip_address, created_at, used_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $6, $7)`,
      [id, userId, device, userAgent, address, now, new Date(now.getTime() + LIFETIME)],
    );
    return addToken(ctx, client, id);
  });
  return toPair(ctx, id, userId, refreshToken);
}

interface FoundToken {
  familyId: string;
  userId: string;
  email: string;
  usedAt: Date | null;
}

/**
 * Exchanges a refresh token for the next pair. One that was used before was stolen, or its thief
 * was quicker: the device is signed out, whoever holds which token.
 * @throws {AppError} UNAUTHORIZED
 */
export async function refreshTokenFamily(
  ctx: Context,
  refreshToken: string,
  address: string,
): Promise<z.output<typeof TokenPair>> {
  const hash = hashCredential(refreshToken);
  const next = await transaction(ctx.db.$client, async (client) => {
    const found = await findToken(ctx, client, hash);
    if (found === undefined) return undefined;
    const { familyId, userId, email, usedAt } = found;
    if (usedAt !== null) {
      await client.query("delete from token_families where id = $1", [familyId]);
      const act = { principal: undefined, address, action: "tokens.reuse", object: email };
      await recordAudit(ctx, act, client);
      ctx.log.warn({ userId, familyId }, "refresh token was used twice, device signed out");
      return undefined;
    }
    const now = ctx.now();
    await client.query("update refresh_tokens set used_at = $2 where hash = $1", [hash, now]);
    await client.query(
      `delete from refresh_tokens
       where family_id = $1 and used_at < $2::timestamptz - $3::interval`,
      [familyId, now, REMEMBERED],
    );
    await client.query(
      "update token_families set used_at = $2, expires_at = $3, ip_address = $4 where id = $1",
      [familyId, now, new Date(now.getTime() + LIFETIME), address],
    );
    return { familyId, userId, token: await addToken(ctx, client, familyId) };
  });
  if (next === undefined) {
    ctx.identity.tokens.forget();
    throw new AppError("UNAUTHORIZED", "The refresh token is not valid: sign in again");
  }
  return toPair(ctx, next.familyId, next.userId, next.token);
}

/** Signs the device of a refresh token out; an unknown one is out already. */
export async function endTokenFamily(ctx: Context, refreshToken: string): Promise<void> {
  await ctx.db.$client.query(
    `delete from token_families
     where id = (select family_id from refresh_tokens where hash = $1)`,
    [hashCredential(refreshToken)],
  );
  ctx.identity.tokens.forget();
}

/** Locks the device, so that of two who use the same token at once one is second. */
async function findToken(
  ctx: Context,
  client: PoolClient,
  hash: Buffer,
): Promise<FoundToken | undefined> {
  const family = await client.query<{ id: string }>(
    `select f.id from token_families f
     where f.id = (select family_id from refresh_tokens where hash = $1) and f.expires_at > $2
     for update`,
    [hash, ctx.now()],
  );
  if (family.rows.length === 0) return undefined;
  const { rows } = await client.query<FoundToken>(
    `select f.id as "familyId", f.user_id as "userId", u.email, t.used_at as "usedAt"
     from refresh_tokens t
     join token_families f on f.id = t.family_id join users u on u.id = f.user_id
     where t.hash = $1`,
    [hash],
  );
  return rows[0];
}

async function addToken(ctx: Context, client: PoolClient, familyId: string): Promise<string> {
  const token = PREFIX + randomText(ctx, RANDOM_LENGTH);
  await client.query(
    "insert into refresh_tokens (hash, family_id, created_at) values ($1, $2, $3)",
    [hashCredential(token), familyId, ctx.now()],
  );
  return token;
}

async function toPair(
  ctx: Context,
  familyId: string,
  userId: string,
  refreshToken: string,
): Promise<z.output<typeof TokenPair>> {
  return {
    accessToken: await ctx.identity.tokens.sign(familyId, userId),
    tokenType: "Bearer",
    expiresIn: ACCESS_SECONDS,
    refreshToken,
    refreshExpiresAt: new Date(ctx.now().getTime() + LIFETIME).toISOString(),
  };
}
