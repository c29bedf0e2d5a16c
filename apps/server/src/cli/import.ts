import { AppError, type Context } from "@minato/kit";
import { TorrentIngest } from "@minato/torrents/ingest-torrents";

import { UsageError, type Command } from "./command.ts";
import { addFromPath, addFromStandardInput } from "./import-sources.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";
import { createProgressBar } from "./progress-bar.ts";

/** `minato import`: takes in a file, a folder or standard input. */
export const importCommand: Command = {
  name: "import",
  summary: "Take in NDJSON, .torrent files or magnet links",
  help: `
Usage: npm run -s minato -- import [--source <name>] <file | folder | ->

Takes in, told apart by what they hold:
  NDJSON          one record a line, as POST /api/v1/torrents/ingest takes them
  JSON            one record, an array of them, or {torrents: […]}
  magnet links    one a line
  .torrent        a single file, or every one in a folder and the folders in it
  -               NDJSON or magnet links from standard input

Options:
  --source <name>   names where the records come from (default: import)

Prints the counts as JSON on stdout. Exits 1 when any record was rejected.`,
  async run(args) {
    const { values, positionals } = parseArguments(args, {
      source: { type: "string", default: "import" },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length !== 1) {
      throw new UsageError("expected one file, folder or -; see import --help");
    }
    if (values.source === "" || values.source.length > 100) {
      throw new UsageError("--source takes 1 to 100 characters");
    }
    return withContext((ctx) => importFrom(ctx, path, values.source));
  },
};

async function importFrom(ctx: Context, path: string, sourceName: string): Promise<number> {
  const ingest = new TorrentIngest(ctx, { sourceName });
  const progress = createProgressBar(process.stderr);
  try {
    if (path === "-") await addFromStandardInput(ingest, progress);
    else await addFromPath(ingest, path, progress);
    const result = await ingest.finish();
    progress.finish(result.received);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    if (result.received === 0) throw new AppError("BAD_REQUEST", `nothing to import in ${path}`);
    return result.rejected === 0 ? 0 : 1;
  } catch (error) {
    progress.stop();
    throw error;
  }
}
