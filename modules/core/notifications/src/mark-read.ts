import type { Context, Principal } from "@minato/kit";
import { z } from "zod";

/** Which of one's notifications were read. */
export const ReadInput = z.object({
  ids: z.array(z.int32().min(1)).min(1).max(100).optional().describe("Absent: all there are now"),
  isRead: z.boolean().default(true).describe("False marks them as not read; for ids alone"),
});

/**
 * Marks notifications of a person as read, or one that was read as unread; of two unread ones about
 * the same there is never more than one.
 */
export async function markRead(
  ctx: Context,
  { userId }: Pick<Principal, "userId">,
  { ids, isRead }: z.output<typeof ReadInput>,
): Promise<void> {
  const now = ctx.now();
  if (isRead || ids === undefined) {
    await ctx.db.$client.query(
      `update notifications set read_at = $2, changed_at = $2
       where user_id = $1 and read_at is null and ($3::int[] is null or id = any($3))`,
      [userId, now, ids ?? null],
    );
    return;
  }
  await ctx.db.$client.query(
    `update notifications n set read_at = null, changed_at = $2
     where n.user_id = $1 and n.id = any($3) and n.read_at is not null and not exists (
       select from notifications o where o.user_id = $1 and o.topic = n.topic
         and o.subject = n.subject and o.id <> n.id and (o.read_at is null or o.id = any($3)))`,
    [userId, now, ids],
  );
}
