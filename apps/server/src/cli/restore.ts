import { stat } from "node:fs/promises";

import { loadBackup } from "@minato/exchange/load-backup";
import { detectKind, type MergeableKind } from "@minato/exchange/restorable-file";
import { restoreTorrentFile } from "@minato/exchange/restore-file";
import type { Context } from "@minato/kit";

import { UsageError, type Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";
import { createProgressBar } from "./progress-bar.ts";
import { tellEnded } from "./tell-ended.ts";

/** `minato restore`: takes in what export and backup wrote. */
export const restoreCommand: Command = {
  name: "restore",
  summary: "Take in what export and backup wrote",
  help: `
Usage: npm run -s minato -- restore [--merge] <file>

Takes in, told apart by how the file begins:
  NDJSON or SQLite   the torrents that export wrote, with their dates, numbers and corrections
  a backup           everything: accounts, keys, settings and torrents; the server must be stopped
                     and the database must be empty

Options:
  --merge   unite an export with an index that is in use, or go on with one that broke off

Prints the counts as JSON on stdout. Exits 1 when any record was rejected.`,
  async run(args) {
    const { values, positionals } = parseArguments(args, {
      merge: { type: "boolean", default: false },
    });
    const [name] = positionals;
    if (name === undefined || positionals.length !== 1) {
      throw new UsageError("expected one file; see restore --help");
    }
    const kind = await detectKind(name);
    if (kind !== "backup") {
      return withContext((ctx) => restoreFrom(ctx, name, kind, values.merge));
    }
    if (values.merge) throw new UsageError("a backup restores everything: it cannot be merged");
    // A running server remembers what would be replaced under it.
    return withContext((ctx) => restoreAll(ctx, name), { share: false });
  },
};

async function restoreAll(ctx: Context, name: string): Promise<number> {
  const { size } = await stat(name);
  const progress = createProgressBar(process.stderr);
  try {
    const rows = await loadBackup(ctx, name, (bytes, done) => progress.update(bytes, size, done));
    progress.finish(rows);
    process.stdout.write(`${JSON.stringify({ rows }, null, 2)}\n`);
    return 0;
  } catch (error) {
    progress.stop();
    throw error;
  }
}

async function restoreFrom(
  ctx: Context,
  name: string,
  kind: MergeableKind,
  merge: boolean,
): Promise<number> {
  const progress = createProgressBar(process.stderr);
  try {
    const result = await restoreTorrentFile(ctx, name, kind, {
      merge,
      onProgress: (done, total, records) => progress.update(done, total, records),
    });
    progress.finish(result.received);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    await tellEnded(ctx, "restore-ended", name, result.received);
    return result.rejected === 0 ? 0 : 1;
  } catch (error) {
    progress.stop();
    throw error;
  }
}
