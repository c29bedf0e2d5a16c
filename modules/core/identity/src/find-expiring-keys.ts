import type { FoundProblem, ProblemCheck } from "@minato/kit";

const AHEAD = "7 days";

/** Keys that programs use and that will be refused within a week. */
export const expiringKeys: ProblemCheck = {
  topic: "key-expires",
  everyMinutes: 30,
  async find({ db, now }): Promise<FoundProblem[]> {
    const { rows } = await db.$client.query<{ id: number; name: string; expiresAt: Date }>(
      `select id, name, expires_at as "expiresAt" from api_keys
       where revoked_at is null and expires_at > $1
         and expires_at <= $1::timestamptz + $2::interval order by id`,
      [now(), AHEAD],
    );
    return rows.map(({ id, name, expiresAt }) => ({
      key: `${id}`,
      mark: expiresAt.getTime(),
      values: { name, expiresAt: expiresAt.toISOString() },
    }));
  },
};
