import type { FoundProblem, ProblemCheck } from "@minato/kit";
import { notificationsSettings } from "@minato/notifications/config";

/** One that was silent for longer was given up, or was a single import. */
const GIVEN_UP = "30 days";
/** It used to send when it did so on so many days of the week before its last push. */
const USUAL_DAYS = 3;

const FIND = `
select s.name, a.last_push_at as "lastPushAt" from source_activity a
join sources s on s.id = a.source_id
where a.last_push_at < $1::timestamptz - make_interval(hours => $2)
  and a.last_push_at > $1::timestamptz - $3::interval
  and (select count(distinct date_trunc('day', h.at)) from source_history h
    where h.source_id = a.source_id and h.at > a.last_push_at - interval '7 days'
      and h.at <= a.last_push_at) >= $4
order by s.name limit 100`;

/** Sources that used to send and do so no more. */
export const silentSources: ProblemCheck = {
  topic: "source-silent",
  everyMinutes: 10,
  async find(ctx): Promise<FoundProblem[]> {
    const { silentSourceHours: hours } = ctx.config(notificationsSettings);
    const { rows } = await ctx.db.$client.query<{ name: string; lastPushAt: Date }>(FIND, [
      ctx.now(),
      hours,
      GIVEN_UP,
      USUAL_DAYS,
    ]);
    return rows.map(({ name, lastPushAt }) => ({
      key: name,
      mark: lastPushAt.getTime(),
      values: { source: name.slice(0, 200), hours },
    }));
  },
};
