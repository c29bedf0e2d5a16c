import { AppError, defineJob, type Context } from "@minato/kit";
import { z } from "zod";

import { checkApp } from "./check-app.ts";
import { listApps } from "./find-app.ts";

/** Programs that are asked at the same time. */
const CONCURRENCY = 4;

/** Looks once an hour how every connected program is. */
export const checkAppsJob = defineJob({
  name: "connect.checkApps",
  data: z.object({}),
  schedule: "23 * * * *",
  async run(ctx, _data, signal) {
    const waiting = await listApps(ctx);
    const work = async () => {
      for (let app = waiting.shift(); app !== undefined; app = waiting.shift()) {
        signal.throwIfAborted();
        await checkUnlessRemoved(ctx, app.id);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  },
});

/** Somebody may disconnect it in the meantime. */
async function checkUnlessRemoved(ctx: Context, id: number): Promise<void> {
  try {
    await checkApp(ctx, id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
  }
}
