import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { readFeedLinks } from "@minato/feeds/feed-links";
import { findProfile } from "@minato/feeds/find-profile";
import type { RequestContext } from "@minato/kit";
import { isKnownCategory } from "@minato/torznab";
import { drizzle } from "drizzle-orm/node-postgres";
import { z } from "zod";

import type { AppAddress } from "./app-client.ts";
import { APP_KINDS } from "./app-kinds.ts";
import { toConnectedApp, type ConnectedApp } from "./connected-app.ts";
import { APP_KEY_PURPOSE } from "./find-app.ts";
import { addIndexer, checkIdentity, withNewKey } from "./place-indexer.ts";
import type { SavedIndexer } from "./save-indexer.ts";
import { connectedApps } from "./schema.ts";

const NEW_KEY = { revokedAt: null, expiresAt: null, lastUsedAt: null };

const address = z
  .string()
  .trim()
  .max(500)
  .refine((text) => isPlainAddress(text), "expected http:// or https:// without name and password")
  .transform((text) => text.replace(/\/+$/, ""));

/** What a person gives to connect a program. */
export const NewApp = z.object({
  kind: z.enum(APP_KINDS),
  url: address.describe("Address of the program, with its URL base if it has one"),
  apiKey: z.string().trim().min(1).max(200).describe("The program's own key"),
  minatoUrl: address
    .optional()
    .describe("Address under which the program reaches this index; the one asked unless told"),
  profile: z.string().max(40).optional().describe("Name of a feed profile"),
  categories: z
    .array(z.int().refine(isKnownCategory, "expected a Newznab number of the category table"))
    .min(1)
    .max(100)
    .optional()
    .describe("Instead of those that suit the program"),
});

/** What a person gives to connect a program. */
export type NewApp = z.output<typeof NewApp>;

/**
 * Adds this index to a program, with a key of its own, and remembers the connection.
 * @throws {AppError} BAD_REQUEST with what the program, or the way to it, has against it
 */
export async function addApp(context: RequestContext, input: NewApp): Promise<ConnectedApp> {
  const { ctx } = context;
  const app: AppAddress = { kind: input.kind, url: input.url, appKey: input.apiKey };
  const profile = input.profile === undefined ? undefined : await findProfile(ctx, input.profile);
  const base = input.minatoUrl ?? readFeedLinks(context).base;
  const feedUrl = `${base}/torznab${profile === undefined ? "" : `/${profile.name}`}`;
  const version = await checkIdentity(ctx, app);
  const name = profile === undefined ? "Minato" : `Minato (${profile.title})`;
  const { placed, apiKeyId } = await withNewKey(context, app, (apiKey) =>
    addIndexer(ctx, app, { feedUrl, apiKey, name, categories: input.categories }),
  );
  return remember(context, app, { feedUrl, version, saved: placed, apiKeyId });
}

async function remember(
  { ctx, principal, address: from }: RequestContext,
  app: AppAddress,
  facts: { feedUrl: string; version: string; saved: SavedIndexer; apiKeyId: number },
): Promise<ConnectedApp> {
  const { feedUrl, version, saved, apiKeyId } = facts;
  const now = ctx.now();
  const appKey = await ctx.vault.seal(APP_KEY_PURPOSE, app.appKey);
  return transaction(ctx.db.$client, async (client) => {
    const rows = await drizzle({ client })
      .insert(connectedApps)
      .values({
        kind: app.kind,
        url: app.url,
        appKey,
        feedUrl,
        version,
        apiKeyId,
        indexerId: saved.id,
        isReachable: true,
        hasIndexer: true,
        isIndexerEnabled: saved.problem === undefined,
        lastError: saved.problem ?? null,
        createdAt: now,
        checkedAt: now,
      })
      .returning();
    const [connected] = rows.map((row) => toConnectedApp(row, NEW_KEY));
    if (connected === undefined) throw new Error("an insert without conflict returned no row");
    const object = `${app.kind} ${app.url}`;
    const after = { feedUrl, version, indexerId: saved.id, apiKeyId };
    const act = { principal, address: from, action: "connect.add", object, after };
    await recordAudit(ctx, act, client);
    return connected;
  });
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  const isHttp = protocol === "http:" || protocol === "https:";
  return isHttp && `${username}${password}${search}${hash}` === "";
}
