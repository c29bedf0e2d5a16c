import type { LiveTopic } from "@minato/kit";

import "../context.ts";

/** What people watch of jobs, of the processes that run them, and of the log. */
export const systemTopics: readonly LiveTopic[] = [
  {
    name: "jobs",
    scope: "admin",
    version: `select string_agg(concat_ws(' ', state, n, at), ',' order by state) from (
      select state, count(*) as n, max(coalesce(completed_on, started_on, created_on)) as at
      from pgboss.job where state in ('created', 'retry', 'active', 'failed') group by state
    ) s`,
  },
  {
    name: "workers",
    scope: "admin",
    version: `select concat_ws(' ', count(*), sum(running), max(started_at),
      count(*) filter (where last_seen_at > now() - interval '20 seconds')) from workers`,
  },
  { name: "logs", scope: "admin", version: ({ logRing }) => `${logRing.last}` },
];
