import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context, type RequestContext } from "@minato/kit";
import { z } from "zod";

import { forgetListJob, refreshListJob } from "./jobs.ts";

const webAddress = z.url({ protocol: /^https?$/ }).max(2000);

export const SubscriptionInput = z.object({
  name: z.string().trim().min(1).max(100),
  url: webAddress.describe("Plain text with an info hash a line; `#` begins a comment"),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "expected 64 hex characters")
    .transform((text) => text.toLowerCase())
    .optional()
    .describe("The only content that is taken"),
  checksumUrl: webAddress.optional().describe("Where the checksum of the content is published"),
});

/** A list that somebody else publishes. */
export const Subscription = z.object({
  id: z.int(),
  name: z.string(),
  url: z.string(),
  sha256: z.string().nullable(),
  checksumUrl: z.string().nullable(),
  entryCount: z.int(),
  lastFetchedAt: z.iso.datetime().nullable().describe("When it was last read without a problem"),
  lastError: z.string().nullable().describe("Why the last reading changed nothing"),
  createdAt: z.iso.datetime(),
});

/** A list that somebody else publishes. */
export type Subscription = z.output<typeof Subscription>;

type SubscriptionRow = Omit<Subscription, "lastFetchedAt" | "createdAt"> & {
  lastFetchedAt: Date | null;
  createdAt: Date;
};

const COLUMNS = `id, name, url, sha256, checksum_url as "checksumUrl",
  entry_count as "entryCount", last_fetched_at as "lastFetchedAt", last_error as "lastError",
  created_at as "createdAt"`;

/**
 * Subscribes to a list, which is read soon and every day from then on.
 * @throws {AppError} CONFLICT when there is one with this address
 */
export async function addSubscription(
  request: RequestContext,
  input: z.output<typeof SubscriptionInput>,
): Promise<Subscription> {
  const { ctx, principal, address } = request;
  const { name, url, sha256, checksumUrl } = input;
  return transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<SubscriptionRow>(
      `insert into blocklists (name, url, sha256, checksum_url, created_at)
       values ($1, $2, $3, $4, $5) on conflict do nothing returning ${COLUMNS}`,
      [name, url, sha256 ?? null, checksumUrl ?? null, ctx.now()],
    );
    const [list] = rows;
    if (list === undefined) throw new AppError("CONFLICT", "There is a list with this address");
    const act = { action: "blocklist.addList", object: name, after: input };
    await recordAudit(ctx, { principal, address, ...act }, client);
    await ctx.send(refreshListJob, { listId: list.id }, { client });
    return toSubscription(list);
  });
}

/**
 * Ends a subscription; its entries stop blocking at once and are deleted in the background.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function removeSubscription(request: RequestContext, id: number): Promise<void> {
  const { ctx, principal, address } = request;
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<SubscriptionRow>(
      `delete from blocklists where id = $1 returning ${COLUMNS}`,
      [id],
    );
    const [list] = rows;
    if (list === undefined) throw noList();
    const act = { action: "blocklist.removeList", object: list.name, before: { url: list.url } };
    await recordAudit(ctx, { principal, address, ...act }, client);
    await ctx.send(forgetListJob, { listId: id }, { client });
  });
}

/**
 * Sends what reads a list anew.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function requestRefresh(request: RequestContext, id: number): Promise<void> {
  const { ctx, principal, address } = request;
  const { rows } = await ctx.db.$client.query<{ name: string }>(
    "select name from blocklists where id = $1",
    [id],
  );
  if (rows[0] === undefined) throw noList();
  await ctx.send(refreshListJob, { listId: id }, { singletonKey: String(id) });
  const act = { action: "blocklist.refreshList", object: rows[0].name };
  await recordAudit(ctx, { principal, address, ...act });
}

/** All subscriptions, by name. */
export async function listSubscriptions(ctx: Context): Promise<{ items: Subscription[] }> {
  const { rows } = await ctx.db.$client.query<SubscriptionRow>(
    `select ${COLUMNS} from blocklists order by name, id`,
  );
  return { items: rows.map(toSubscription) };
}

function toSubscription(row: SubscriptionRow): Subscription {
  return {
    ...row,
    lastFetchedAt: row.lastFetchedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

function noList(): AppError {
  return new AppError("NOT_FOUND", "No blocklist with this id");
}
