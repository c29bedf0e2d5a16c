import type { FoundProblem, ProblemCheck } from "@minato/kit";

/** Kinds of backup of which the last one failed. */
export const failedBackups: ProblemCheck = {
  topic: "backup-failed",
  async find({ db }): Promise<FoundProblem[]> {
    const { rows } = await db.$client.query<{ id: number; kind: string; error: string | null }>(
      `select id, kind, error from (
         select distinct on (kind) id, kind, state, error from backup_runs
         where state in ('finished', 'failed') order by kind, id desc) last
       where state = 'failed'`,
    );
    return rows.map(({ id, kind, error }) => ({
      key: kind,
      mark: id,
      values: { reason: (error ?? "").slice(0, 400) },
    }));
  },
};
