import { setTimeout as sleep } from "node:timers/promises";

import { classifyEverythingJob } from "@minato/classify/jobs";
import type { Context } from "@minato/kit";
import { listProgress } from "@minato/search/rebuild-progress";
import { requestRebuild } from "@minato/search/request-rebuild";

import type { Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";

const STEP_MS = 500;
/** A running server has begun by then. */
const BEGIN_WITHIN_MS = 5000;

/** `minato reindex`: lets every name be read anew and the search index be built anew. */
export const reindexCommand: Command = {
  name: "reindex",
  summary: "Read every torrent's name and files anew, and build the search index anew",
  help: `
Usage: npm run -s minato -- reindex [--names | --search] [--no-wait]

Sends the job that reads every name and file list anew, and asks every server for a new search
index. The running servers do the work in the background (now, or as soon as they are started);
corrections made by people stay, and the old index answers until the new one takes its place.
Waits for the search index and prints how far it is.

  --names    only the names
  --search   only the search index
  --no-wait  end at once`,
  async run(args) {
    const { values } = parseArguments(args, {
      names: { type: "boolean", default: false },
      search: { type: "boolean", default: false },
      "no-wait": { type: "boolean", default: false },
    });
    const isEverything = values.names === values.search;
    await withContext(async (ctx) => {
      if (isEverything || values.names) {
        await ctx.send(classifyEverythingJob, { afterId: 0 });
        print("The names are being read anew in the background");
      }
      if (!isEverything && !values.search) return;
      const generation = await requestRebuild(ctx, { principal: undefined, address: undefined });
      if (values["no-wait"]) print("The search index is being built anew in the background");
      else await watchRebuild(ctx, generation);
    });
    return 0;
  },
};

/** Prints how far each index is until all of those that have begun are done. */
async function watchRebuild(ctx: Context, generation: number): Promise<void> {
  const startedAt = performance.now();
  const printed = new Map<string, string>();
  for (;;) {
    const indexes = await listProgress(ctx.db.$client, generation);
    for (const { name, progress, torrents } of indexes) {
      const line = `${name}: ${Math.floor(progress * 100)} %, ${torrents} torrents`;
      if (printed.get(name) !== line) print(line);
      printed.set(name, line);
    }
    const isDone = indexes.length > 0 && indexes.every(({ progress }) => progress >= 1);
    const hasWaited = performance.now() - startedAt >= BEGIN_WITHIN_MS;
    if (isDone || (indexes.length === 0 && hasWaited)) {
      print(
        isDone
          ? "The search index is new"
          : "No server with an index of its own runs; it is built anew at the next start",
      );
      return;
    }
    await sleep(STEP_MS);
  }
}

function print(line: string): void {
  process.stderr.write(`${line}\n`);
}
