import { transaction } from "@minato/database";
import type { Context, SealedColumn } from "@minato/kit";
import "@minato/secrets/context";
import type { PoolClient } from "pg";

import { sendMailJob } from "./jobs.ts";
import { MESSAGES, type MailKind, type MailVariables } from "./message.ts";
import { MAIL_PURPOSE } from "./open-content.ts";

const LIFETIME = 7 * 24 * 60 * 60 * 1000;

/** Where the variables of messages lie. */
export const sealedMail: SealedColumn = {
  table: "mail_messages",
  key: ["id"],
  column: "content",
  purpose: MAIL_PURPOSE,
  forget: "delete from mail_messages where content is not null",
};

/** A message to somebody. */
export interface Mail<Kind extends MailKind> {
  kind: Kind;
  recipient: string;
  variables: MailVariables<Kind>;
  /** When its link ends; in a week unless told. */
  expiresAt?: Date;
}

/** Puts a message into the queue, inside the transaction of `client` when one is given. */
export async function queueMail<Kind extends MailKind>(
  ctx: Context,
  { kind, recipient, variables, expiresAt }: Mail<Kind>,
  client?: PoolClient,
): Promise<void> {
  const content = JSON.stringify(MESSAGES[kind].parse(variables));
  const sealed = await ctx.vault.seal(MAIL_PURPOSE, content);
  const now = ctx.now();
  const queue = async (connection: PoolClient) => {
    const { rows } = await connection.query<{ id: number }>(
      `insert into mail_messages (kind, recipient, content, created_at, expires_at)
       values ($1, $2, $3, $4, $5) returning id`,
      [kind, recipient, sealed, now, expiresAt ?? new Date(now.getTime() + LIFETIME)],
    );
    for (const { id } of rows) await ctx.send(sendMailJob, { id }, { client: connection });
  };
  await (client === undefined ? transaction(ctx.db.$client, queue) : queue(client));
}
