import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { findMailProblem } from "@minato/mail/mail-server";
import { queueMail } from "@minato/mail/queue-mail";
import { siteSettings } from "@minato/settings/site";

import { renderNotification } from "./render-notification.ts";
import { TEXTS } from "./texts/catalogue.ts";
import { readLanguage } from "./texts/read-language.ts";

interface DigestRow {
  deliveryId: number;
  notificationId: number;
  topic: string;
  values: unknown;
  count: number;
}

/** In one message; the rest is counted. */
const MAX_LISTED = 40;

const FIND = `
select d.id as "deliveryId", n.id as "notificationId", n.topic, n.values, n.count
from notification_deliveries d join notifications n on n.id = d.notification_id
where d.user_id = $1 and d.is_digest and d.ended_at is null
order by n.happened_at desc, d.id desc for update of d`;

/** Sends everybody who wants it that way one message about all that happened since the last. */
export async function sendDigests(ctx: Context): Promise<void> {
  if (findMailProblem(ctx) !== undefined) return;
  const { rows } = await ctx.db.$client.query<{ id: string; email: string; language: string }>(
    `select u.id, u.email, h.language from users u join notification_channels h on h.user_id = u.id
     where u.suspended_at is null and exists (select from notification_deliveries d
       where d.user_id = u.id and d.is_digest and d.ended_at is null) order by u.id`,
  );
  for (const person of rows) await sendDigest(ctx, person);
}

async function sendDigest(
  ctx: Context,
  { id, email, language: tag }: { id: string; email: string; language: string },
): Promise<void> {
  const language = readLanguage(tag);
  const { digest, open, footer } = TEXTS[language];
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<DigestRow>(FIND, [id]);
    // The same one may have gone out more than once since: its count says how often.
    const notifications = [...new Map(rows.map((row) => [row.notificationId, row])).values()];
    const lines = notifications.flatMap((row) => {
      const text = renderNotification(row, language);
      return text === undefined ? [] : [`${text.title}${text.text === "" ? "" : `: ${text.text}`}`];
    });
    await client.query(
      "update notification_deliveries set ended_at = $2, attempts = 1 where id = any($1)",
      [rows.map(({ deliveryId }) => deliveryId), ctx.now()],
    );
    if (lines.length === 0) return;
    const format = new Intl.NumberFormat(language);
    const more = lines.length - MAX_LISTED;
    const shown = lines
      .slice(0, MAX_LISTED)
      .map((line) => line.replaceAll(/\s+/g, " ").slice(0, 400));
    const text = [...shown, ...(more > 0 ? [digest.more(format.format(more))] : [])].join("\n");
    const subject = digest.subject(format.format(lines.length), ctx.config(siteSettings).name);
    const variables = { subject, text, open, footer, path: "/notifications" };
    await queueMail(ctx, { kind: "notification", recipient: email, variables }, client);
  });
}
