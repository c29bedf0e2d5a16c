import { statfs } from "node:fs/promises";

import type { FoundProblem, ProblemCheck } from "@minato/kit";

/** Less than this share and this much is nearly nothing; less than the last is nothing anywhere. */
const SMALL_SHARE = 0.05;
const SMALL_BYTES = 20 * 1024 ** 3;
const TINY_BYTES = 1024 ** 3;

/** What can go wrong with the program itself. */
export const systemProblems: readonly ProblemCheck[] = [
  {
    topic: "jobs-failed",
    async find({ db }): Promise<FoundProblem[]> {
      const { rows } = await db.$client.query<{ queue: string; jobs: number; mark: number }>(
        `select name as queue, count(*)::int as jobs, (extract(epoch from max(completed_on)) * 1000)::float8 as mark
         from pgboss.job where state = 'failed' group by name order by name`,
      );
      return rows.map(({ queue, jobs, mark }) => ({ key: queue, mark, values: { queue, jobs } }));
    },
  },
  {
    topic: "disk-full",
    everyMinutes: 5,
    async find({ env }): Promise<FoundProblem[]> {
      const { bavail, blocks, bsize } = await statfs(env.dataDir);
      const [freeBytes, totalBytes] = [bavail * bsize, blocks * bsize];
      return isNearlyFull(freeBytes, totalBytes)
        ? [{ key: "data", values: { freeBytes, totalBytes } }]
        : [];
    },
  },
];

/** Whether so little of a disk is free that it will soon be none. */
export function isNearlyFull(freeBytes: number, totalBytes: number): boolean {
  const isSmall = freeBytes < SMALL_BYTES && freeBytes < totalBytes * SMALL_SHARE;
  return isSmall || freeBytes < TINY_BYTES;
}
