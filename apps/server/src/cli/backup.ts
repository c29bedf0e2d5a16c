import { stat } from "node:fs/promises";
import path from "node:path";

import { writeBackup } from "@minato/exchange/write-backup";
import type { Context } from "@minato/kit";

import { UsageError, type Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";
import { createProgressBar } from "./progress-bar.ts";

/** `minato backup`: writes everything the database holds into one file. */
export const backupCommand: Command = {
  name: "backup",
  summary: "Write everything the database holds into one file",
  help: `
Usage: npm run -s minato -- backup <folder | file>

Writes every table as it is at one moment: accounts, keys, settings, the record of changes and the
torrents. The server may keep running. The file is compressed, is either whole or not there, and
holds secrets: only you may read it. Keep the file secret of DATA_DIR beside it. Not in it are jobs
that wait, which are made anew, and the search index, which is built anew.

In a folder the file is named after the time. Prints its path on stdout. restore takes it in.`,
  async run(args) {
    const { positionals } = parseArguments(args, {});
    const [target] = positionals;
    if (target === undefined || positionals.length !== 1) {
      throw new UsageError("expected one folder or file; see backup --help");
    }
    const file = await nameFile(target);
    await withContext((ctx) => backupTo(ctx, file));
    process.stdout.write(`${file}\n`);
    return 0;
  },
};

async function nameFile(target: string): Promise<string> {
  const stats = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (stats === undefined || !stats.isDirectory()) return path.resolve(target);
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  return path.resolve(target, `minato-${time}.backup`);
}

async function backupTo(ctx: Context, file: string): Promise<void> {
  const progress = createProgressBar(process.stderr);
  try {
    const rows = await writeBackup(ctx, file, (done, total) => progress.update(done, total, done));
    progress.finish(rows);
  } catch (error) {
    progress.stop();
    throw error;
  }
}
