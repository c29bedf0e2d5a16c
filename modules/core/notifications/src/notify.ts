import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { deliverJob } from "./jobs/deliver.ts";
import { KINDS, TOPICS, type Channel, type Topic, type TopicValues } from "./topics.ts";

/** Who is told: one person by id or address, or everybody who administers the server. */
export type Recipients = { userId: string } | { email: string } | "administrators";

/** Something people are told of. */
export interface Notification<T extends Topic> {
  topic: T;
  values: TopicValues<T>;
  /** What it is about: while that is unread, the same again is counted instead of told anew. */
  subject: string;
  to: Recipients;
  /** A page of the dashboard. */
  path?: string;
  /** How often it happened; once unless told. */
  count?: number;
  /** Channels that tell it in another way. */
  except?: readonly Channel[];
}

interface NotedRow {
  id: number;
  isDue: boolean;
}

/** What is told while it is unread goes out again after so long, with its count. */
const QUIET = "1 hour";
const MAX_SUBJECT = 200;

/** One person after the other in one order, so that two who tell the same do not wait in a circle. */
const NOTE = `
insert into notifications as n
  (user_id, topic, subject, values, path, count, happened_at, changed_at, is_listed)
select u.id, $1, $2, $3::jsonb, $4, $5, $6, $6, coalesce(c.is_on, $7)
from users u
join roles r on r.id = u.role
left join notification_choices c on c.user_id = u.id and c.kind = $8 and c.channel = 'inbox'
where u.suspended_at is null
  and case when $9::text is not null then u.id = $9
           when $10::text is not null then u.email = $10
           else 'admin' = any(r.permissions) end
order by u.id
on conflict (user_id, topic, subject) where read_at is null do update
set count = least(n.count::bigint + excluded.count, 2000000000)::int, values = excluded.values,
  path = excluded.path, happened_at = excluded.happened_at, changed_at = excluded.changed_at,
  is_listed = excluded.is_listed
returning id, (sent_at is null or sent_at <= $6::timestamptz - interval '${QUIET}') as "isDue"`;

/**
 * Tells people of something, in the transaction in which it happened: they are told if and only if
 * that commits. What they have not read yet is counted instead of told anew.
 */
export async function notify<T extends Topic>(
  ctx: Context,
  { topic, values, subject, to, path, count = 1, except = [] }: Notification<T>,
  client: PoolClient,
): Promise<void> {
  const { kind } = TOPICS[topic];
  const now = ctx.now();
  const { rows } = await client.query<NotedRow>(NOTE, [
    topic,
    subject.slice(0, MAX_SUBJECT),
    JSON.stringify(TOPICS[topic].values.parse(values)),
    path ?? null,
    count,
    now,
    KINDS[kind].defaults.includes("inbox"),
    kind,
    to !== "administrators" && "userId" in to ? to.userId : null,
    to !== "administrators" && "email" in to ? to.email : null,
  ]);
  const due = rows.filter(({ isDue }) => isDue).map(({ id }) => id);
  if (due.length === 0) return;
  await client.query("update notifications set sent_at = $2 where id = any($1)", [due, now]);
  await ctx.send(deliverJob, { ids: due, except: [...except] }, { client });
}
