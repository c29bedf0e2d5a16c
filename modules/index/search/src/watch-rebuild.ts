import { transaction } from "@minato/database";
import { defineJob, type Context, type Job } from "@minato/kit";
import { notify, type Recipients } from "@minato/notifications/notify";
import { z } from "zod";

import { listProgress, readGeneration } from "./rebuild-progress.ts";

const AGAIN_SECONDS = 10;
/** For a day. */
const MAX_LOOKS = 6 * 60 * 24;
/** An engine without an index of its own never tells of one: for ten minutes. */
const MAX_EMPTY_LOOKS = 60;

const Watched = z.object({
  generation: z.int(),
  /** Whoever asked for it; everybody who administers the server for none. */
  email: z.string().nullable(),
  looks: z.int(),
});

/** Looks how far a rebuild is until it is done, and tells who asked for it. */
export const watchRebuildJob: Job<typeof Watched> = defineJob({
  name: "search.watchRebuild",
  data: Watched,
  async run(ctx, watched) {
    if (await isOver(ctx, watched)) return;
    const next = { ...watched, looks: watched.looks + 1 };
    await ctx.send(watchRebuildJob, next, { startAfterSeconds: AGAIN_SECONDS });
  },
});

async function isOver(
  ctx: Context,
  { generation, email, looks }: z.output<typeof Watched>,
): Promise<boolean> {
  const pool = ctx.db.$client;
  if ((await readGeneration(pool)) !== generation || looks >= MAX_LOOKS) return true;
  const indexes = await listProgress(pool, generation);
  if (indexes.length === 0) return looks >= MAX_EMPTY_LOOKS;
  if (indexes.some(({ progress }) => progress < 1)) return false;
  const to: Recipients = email === null ? "administrators" : { email };
  const torrents = Math.max(...indexes.map((index) => index.torrents));
  await transaction(pool, (client) =>
    notify(
      ctx,
      {
        topic: "reindex-ended",
        values: { torrents },
        subject: `${generation}`,
        to,
        path: "/operations/system",
      },
      client,
    ),
  );
  return true;
}
