import { availableParallelism } from "node:os";

import type { Context, Provided } from "@minato/kit";

import "./context.ts";
import { RuleBook } from "./rules/rule-book.ts";
import { ClassifyThreads } from "./threads/classify-threads.ts";

const MAX_THREADS = 2;

/** Adds what every reading of names in the process shares. */
export async function provideClassify(ctx: Context): Promise<Provided> {
  const { connectionString } = ctx.db.$client.options;
  if (connectionString === undefined) throw new Error("the database has no address");
  const threads = new ClassifyThreads({
    connectionString,
    maxThreads: Math.min(MAX_THREADS, availableParallelism()),
    onFailure: (torrentId, err) =>
      ctx.log.warn({ torrentId, err }, "torrent keeps its bare title: reading its name failed"),
  });
  return {
    context: { classify: { rules: new RuleBook(), threads } },
    close: () => threads.close(),
  };
}
