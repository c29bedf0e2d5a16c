import type { Database } from "@minato/database";

/** One try of a job, as whoever runs it knows it. */
export interface JobAttempt {
  readonly id: string;
  readonly retryCount: number;
}

/** Finished jobs stay this long, for the figures of the last hour. */
const KEEP_FINISHED = "1 hour 5 minutes";

/*
 * `started_on` stays: the next claim then counts one try more, and pg-boss ignores whatever the
 * process that lost the job may still say about it.
 */

/** Lets jobs that this process runs wait for another, without counting the try; gives how many. */
export async function handBackJobs(db: Database, attempts: readonly JobAttempt[]): Promise<number> {
  const { rowCount } = await db.$client.query(
    `update pgboss.job j set state = 'retry', retry_limit = j.retry_limit + 1,
       start_after = now(), heartbeat_on = null
     from unnest($1::uuid[], $2::int[]) as a (id, retry_count)
     where j.id = a.id and j.retry_count = a.retry_count and j.state = 'active'`,
    [attempts.map(({ id }) => id), attempts.map(({ retryCount }) => retryCount)],
  );
  return rowCount ?? 0;
}

/**
 * Lets jobs wait again whose process gives no sign of life; the try counts, as the job itself may
 * have ended its process. Gives the kinds and ids.
 */
export async function handBackLostJobs(
  db: Database,
  lostAfterMs: number,
): Promise<{ name: string; id: string }[]> {
  const { rows } = await db.$client.query<{ name: string; id: string }>(
    `update pgboss.job set
       state = (case when retry_count < retry_limit then 'retry' else 'failed' end)::pgboss.job_state,
       completed_on = case when retry_count < retry_limit then null else now() end,
       start_after = now(), heartbeat_on = null,
       output = '{"message": "the process that ran it gave no sign of life"}'
     where state = 'active' and heartbeat_seconds is not null
       and heartbeat_on < now() - $1 * interval '1 millisecond'
     returning name, id`,
    [lostAfterMs],
  );
  return rows;
}

/** Deletes jobs that finished well; failed ones are kept. */
export async function deleteFinishedJobs(db: Database): Promise<void> {
  await db.$client.query(
    `delete from pgboss.job where state = 'completed' and completed_on < now() - $1::interval`,
    [KEEP_FINISHED],
  );
}
