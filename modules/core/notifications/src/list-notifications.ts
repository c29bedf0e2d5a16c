import type { Context, Principal } from "@minato/kit";
import { z } from "zod";

import { renderNotification } from "./render-notification.ts";
import { TEXT_LANGUAGES } from "./texts/catalogue.ts";
import { isTopic, KIND_NAMES, TOPICS, type Kind } from "./topics.ts";

/** Which of one's notifications are wanted. */
export const NotificationsInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z
    .string()
    .regex(/^\d{1,15}-\d{1,10}$/, "must be a cursor from an earlier answer")
    .optional()
    .describe("nextCursor of the last answer"),
  language: z.enum(TEXT_LANGUAGES).default("en").describe("Of the texts"),
  unread: z
    .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")])
    .default(false)
    .describe("Leaves out what was read"),
});

/** Something one was told of. */
const NotificationItem = z.object({
  id: z.int(),
  topic: z.string(),
  kind: z.enum(KIND_NAMES),
  title: z.string(),
  text: z.string(),
  path: z.string().optional().describe("A page of the dashboard"),
  count: z.int().describe("How often it happened since it was read"),
  happenedAt: z.iso.datetime(),
  isRead: z.boolean(),
});

/** A page of one's notifications, the newest first. */
export const NotificationsPage = z.object({
  items: z.array(NotificationItem),
  nextCursor: z.string().optional(),
  unread: z.int().describe("Of all, not of this page"),
});

interface Row {
  id: number;
  topic: string;
  values: unknown;
  count: number;
  path: string | null;
  happenedAt: Date;
  isRead: boolean;
}

const LIST = `
select id, topic, values, count, path, happened_at as "happenedAt",
  read_at is not null as "isRead"
from notifications
where user_id = $1 and is_listed and (not $2 or read_at is null)
  and ($3::timestamptz is null or (happened_at, id) < ($3, $4::bigint))
order by happened_at desc, id desc limit $5`;

/** Lists what a person was told, in words. */
export async function listNotifications(
  ctx: Context,
  { userId }: Pick<Principal, "userId">,
  { limit, cursor, language, unread }: z.output<typeof NotificationsInput>,
): Promise<z.output<typeof NotificationsPage>> {
  const [time, id] = cursor?.split("-").map(Number) ?? [];
  const { rows } = await ctx.db.$client.query<Row>(LIST, [
    userId,
    unread,
    time === undefined ? null : new Date(time),
    id ?? null,
    limit + 1,
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.flatMap((row) => {
      const text = renderNotification(row, language);
      if (text === undefined || !isTopic(row.topic)) return [];
      const kind: Kind = TOPICS[row.topic].kind;
      const { topic, count, isRead, path, happenedAt } = row;
      return [
        {
          id: row.id,
          topic,
          kind,
          ...text,
          ...(path === null ? {} : { path }),
          count,
          happenedAt: happenedAt.toISOString(),
          isRead,
        },
      ];
    }),
    nextCursor: last === undefined ? undefined : `${last.happenedAt.getTime()}-${last.id}`,
    unread: await countUnread(ctx, { userId }),
  };
}

/** How many of a person's notifications were not read. */
export async function countUnread(
  ctx: Context,
  { userId }: Pick<Principal, "userId">,
): Promise<number> {
  const { rows } = await ctx.db.$client.query<{ count: number }>(
    `select count(*)::int as count from notifications
     where user_id = $1 and read_at is null and is_listed`,
    [userId],
  );
  return rows[0]?.count ?? 0;
}
