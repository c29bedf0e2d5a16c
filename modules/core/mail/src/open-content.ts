import type { Context } from "@minato/kit";
import "@minato/secrets/context";

import { isMailKind, MESSAGES, type MailKind } from "./message.ts";

/** Variables of messages are sealed for this. */
export const MAIL_PURPOSE = "mail";

/** A stored message that can still be sent. */
export interface StoredMail {
  id: number;
  kind: string;
  recipient: string;
  content: string;
}

/** What a stored message is made of. Throws for a kind that this version does not know. */
export async function openContent(
  ctx: Pick<Context, "vault">,
  { kind, content }: StoredMail,
): Promise<{ kind: MailKind; variables: Record<string, string> }> {
  if (!isMailKind(kind)) throw new Error(`there is no message of the kind ${kind}`);
  const variables = MESSAGES[kind].parse(JSON.parse(await ctx.vault.open(MAIL_PURPOSE, content)));
  return { kind, variables };
}
