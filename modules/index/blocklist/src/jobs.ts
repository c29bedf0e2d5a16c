import { defineJob } from "@minato/kit";
import { z } from "zod";

import { forgetList } from "./forget-list.ts";
import { refreshList } from "./refresh-list.ts";

const OneList = z.object({ listId: z.int() });

/** Reads one list anew. */
export const refreshListJob = defineJob({
  name: "blocklist.refreshList",
  data: OneList,
  expireInSeconds: 3600,
  run: (ctx, { listId }, signal) => refreshList(ctx, listId, signal),
});

/** Reads every list anew, each in a job of its own. */
export const refreshListsJob = defineJob({
  name: "blocklist.refreshLists",
  data: z.object({}),
  schedule: "17 4 * * *",
  async run(ctx) {
    const { rows } = await ctx.db.$client.query<{ id: number }>("select id from blocklists");
    for (const { id } of rows) {
      await ctx.send(refreshListJob, { listId: id }, { singletonKey: String(id) });
    }
  },
});

/** Deletes the entries of a list that is gone. */
export const forgetListJob = defineJob({
  name: "blocklist.forgetList",
  data: OneList,
  expireInSeconds: 3600,
  run: (ctx, { listId }, signal) => forgetList(ctx, listId, signal),
});
