import type { Context } from "@minato/kit";

import { findMailProblem, findMailSite, MailError, sendMail } from "./mail-server.ts";
import type { MailVariables } from "./message.ts";
import { openContent, type StoredMail } from "./open-content.ts";
import { renderMessage } from "./render-message.ts";

/**
 * Sends a message that waits. Without a mail server it goes on waiting, and administrators see its
 * link; what the server refuses for good is noted with its words.
 */
export async function deliverMail(ctx: Context, id: number): Promise<void> {
  const mail = await findWaiting(ctx, id);
  const site = findMailSite(ctx);
  if (mail === undefined || site === undefined || findMailProblem(ctx) !== undefined) return;
  const { kind, variables } = await openContent(ctx, mail);
  // `openContent` parsed them with the schema of this very kind.
  const message = renderMessage(kind, variables as MailVariables<typeof kind>, site);
  try {
    await sendMail(ctx, mail.recipient, message, site);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await ctx.db.$client.query(
      "update mail_messages set attempts = attempts + 1, last_error = $2 where id = $1",
      [id, error.message],
    );
    if (error.isFinal) {
      ctx.log.warn({ id, kind, err: error }, "mail server refused a message");
      return;
    }
    throw error;
  }
  await ctx.db.$client.query(
    `update mail_messages
     set attempts = attempts + 1, sent_at = $2, content = null, last_error = null where id = $1`,
    [id, ctx.now()],
  );
}

async function findWaiting(ctx: Context, id: number): Promise<StoredMail | undefined> {
  const { rows } = await ctx.db.$client.query<StoredMail>(
    `select id, kind, recipient, content from mail_messages
     where id = $1 and sent_at is null and content is not null and expires_at > $2`,
    [id, ctx.now()],
  );
  return rows[0];
}
