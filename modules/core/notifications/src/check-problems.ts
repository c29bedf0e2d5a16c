import { transaction } from "@minato/database";
import type { Context, FoundProblem, ProblemCheck } from "@minato/kit";
import type { PoolClient } from "pg";

import { notify } from "./notify.ts";
import { isTopic, type Topic } from "./topics.ts";

/** Two processes that look at once tell nobody twice. */
const LOCK = 7_420_011;
/** A problem that comes back within this time is the same one, and not told again. */
const REMEMBERED = "6 hours";
/** Of one check; what is more is told when some of it is mended. */
const MAX_FOUND = 200;
const MINUTE_MS = 60_000;

/** Where a problem is mended. */
const PATHS: Partial<Record<Topic, string>> = {
  "key-expires": "/keys",
  "jobs-failed": "/operations/jobs?state=failed",
  "source-silent": "/operations/sources",
  "backup-failed": "/operations/backups",
  "disk-full": "/operations/upkeep",
  "budget-exceeded": "/operations/upkeep",
  "search-degraded": "/operations/system",
  "list-failed": "/operations/blocklist?kind=lists",
};

/** Looks for problems and tells administrators of those that have begun or happened again. */
export async function checkProblems(ctx: Context, checks: readonly ProblemCheck[]): Promise<void> {
  const minute = Math.floor(ctx.now().getTime() / MINUTE_MS);
  for (const check of checks) {
    if (minute % (check.everyMinutes ?? 1) !== 0) continue;
    try {
      const found = await check.find(ctx);
      await transaction(ctx.db.$client, (client) => tellNew(ctx, client, check.topic, found));
    } catch (error) {
      // One that cannot look must not hide what the others find.
      ctx.log.error({ err: error, topic: check.topic }, "problem check failed");
    }
  }
}

async function tellNew(
  ctx: Context,
  client: PoolClient,
  topic: string,
  found: readonly FoundProblem[],
): Promise<void> {
  if (!isTopic(topic)) throw new Error(`there is no notification with the topic ${topic}`);
  const problems = found.slice(0, MAX_FOUND);
  await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
  await forgetMended(ctx, client, topic, problems);
  for (const { key, values, mark = 0 } of problems) {
    const { rowCount } = await client.query(
      `insert into notification_problems as p (topic, key, mark, since) values ($1, $2, $3, $4)
       on conflict (topic, key) do update set mark = excluded.mark where p.mark::float8 < excluded.mark::float8`,
      [topic, key, `${mark}`, ctx.now()],
    );
    if (rowCount === 0) continue;
    await notify(
      ctx,
      {
        topic,
        // Its own module wrote them; `notify` parses them with the schema of the topic.
        values: values as never,
        subject: key,
        to: "administrators",
        ...(PATHS[topic] === undefined ? {} : { path: PATHS[topic] }),
      },
      client,
    );
  }
}

async function forgetMended(
  ctx: Context,
  client: PoolClient,
  topic: Topic,
  problems: readonly FoundProblem[],
): Promise<void> {
  await client.query(
    `update notification_problems
     set over_at = case when key = any($2) then null else coalesce(over_at, $3::timestamptz) end
     where topic = $1 and (over_at is null or key = any($2))`,
    [topic, problems.map(({ key }) => key), ctx.now()],
  );
  await client.query(
    `delete from notification_problems
     where topic = $1 and over_at < $2::timestamptz - $3::interval`,
    [topic, ctx.now(), REMEMBERED],
  );
}
