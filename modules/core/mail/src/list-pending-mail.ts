import type { Context } from "@minato/kit";
import { z } from "zod";

import { findMailSite } from "./mail-server.ts";
import { openContent, type StoredMail } from "./open-content.ts";

const LIMIT = 100;

/** A message that was not sent, with the link that its recipient waits for. */
export const PendingMail = z.object({
  id: z.int(),
  kind: z.string(),
  recipient: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  attempts: z.int(),
  lastError: z.string().optional(),
  path: z.string().optional().describe("What the link opens, below the address of this server"),
  link: z.string().optional().describe("Where the address of this server is known"),
});

interface PendingRow extends StoredMail {
  created_at: Date;
  expires_at: Date;
  attempts: number;
  last_error: string | null;
}

/** The newest hundred messages that wait and whose links still work. */
export async function listPendingMail(ctx: Context): Promise<z.output<typeof PendingMail>[]> {
  const { rows } = await ctx.db.$client.query<PendingRow>(
    `select id, kind, recipient, content, created_at, expires_at, attempts, last_error
     from mail_messages where sent_at is null and content is not null and expires_at > $1
     order by created_at desc, id desc limit $2`,
    [ctx.now(), LIMIT],
  );
  const address = findMailSite(ctx)?.address;
  return Promise.all(
    rows.map(async (row) => {
      const { path } = (await openContent(ctx, row)).variables;
      return {
        id: row.id,
        kind: row.kind,
        recipient: row.recipient,
        createdAt: row.created_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        attempts: row.attempts,
        ...(row.last_error === null ? {} : { lastError: row.last_error }),
        ...(path === undefined ? {} : { path }),
        ...(path === undefined || address === undefined ? {} : { link: address + path }),
      };
    }),
  );
}
