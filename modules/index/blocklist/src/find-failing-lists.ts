import type { FoundProblem, ProblemCheck } from "@minato/kit";

/** Subscriptions that could not be read the last time. */
export const failingLists: ProblemCheck = {
  topic: "list-failed",
  async find({ db }): Promise<FoundProblem[]> {
    const { rows } = await db.$client.query<{ id: number; name: string; reason: string }>(
      `select id, name, last_error as reason from blocklists where last_error is not null
       order by id`,
    );
    return rows.map(({ id, name, reason }) => ({
      key: `${id}`,
      values: { name: name.slice(0, 200), reason: reason.slice(0, 400) },
    }));
  },
};
