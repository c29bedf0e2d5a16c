import { importForeign, type ForeignIndex } from "@minato/exchange/import-foreign";
import { openBitmagnet } from "@minato/exchange/read-bitmagnet";
import { openMagnetico } from "@minato/exchange/read-magnetico";
import { AppError, type Context } from "@minato/kit";
import { TorrentIngest } from "@minato/torrents/ingest-torrents";

import { UsageError, type Command } from "./command.ts";
import { addFromPath, addFromStandardInput } from "./import-sources.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";
import { createProgressBar } from "./progress-bar.ts";
import { tellEnded } from "./tell-ended.ts";

/** Programs whose index can be read. */
const OPENERS = new Map<string, (address: string) => Promise<ForeignIndex>>([
  ["bitmagnet", openBitmagnet],
  ["magnetico", async (name) => openMagnetico(name)],
]);

/** `minato import`: takes in a file, a folder or standard input. */
export const importCommand: Command = {
  name: "import",
  summary: "Take in NDJSON, .torrent files or magnet links",
  help: `
Usage: npm run -s minato -- import [--source <name>] <file | folder | ->
       npm run -s minato -- import --from bitmagnet <postgres://…> [--restart]
       npm run -s minato -- import --from magnetico <file> [--restart]

Takes in, told apart by what they hold:
  NDJSON          one record a line, as POST /api/v1/torrents/ingest takes them
  JSON            one record, an array of them, or {torrents: […]}
  magnet links    one a line
  .torrent        a single file, or every one in a folder and the folders in it
  -               NDJSON or magnet links from standard input

From bitmagnet and magnetico come files, sources, dates, swarm numbers, types and identifiers.
Such an import may be broken off: it goes on from there when it is started again.

Options:
  --source <name>   names where the records come from (default: import)
  --from <program>  bitmagnet or magnetico: reads the index of that program
  --restart         with --from: begin anew

Prints the counts as JSON on stdout. Exits 1 when any record was rejected.`,
  async run(args) {
    const { values, positionals } = parseArguments(args, {
      source: { type: "string", default: "import" },
      from: { type: "string" },
      restart: { type: "boolean", default: false },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length !== 1) {
      throw new UsageError("expected one file, folder or -; see import --help");
    }
    if (values.from !== undefined) {
      const open = OPENERS.get(values.from);
      if (open === undefined) throw new UsageError("--from takes bitmagnet or magnetico");
      return withContext((ctx) => importIndex(ctx, open, path, values.restart));
    }
    if (values.restart) throw new UsageError("--restart goes with --from");
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
    await tellEnded(ctx, "import-ended", path, result.received);
    return result.rejected === 0 ? 0 : 1;
  } catch (error) {
    progress.stop();
    throw error;
  }
}

async function importIndex(
  ctx: Context,
  open: (address: string) => Promise<ForeignIndex>,
  address: string,
  restart: boolean,
): Promise<number> {
  const index = await open(address);
  const progress = createProgressBar(process.stderr);
  try {
    const result = await importForeign(ctx, index, {
      restart,
      onProgress: (done, total) => progress.update(done, total, done),
    });
    progress.finish(result.skipped + result.received);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    await tellEnded(ctx, "import-ended", address, result.received);
    return result.rejected === 0 ? 0 : 1;
  } catch (error) {
    progress.stop();
    throw error;
  } finally {
    await index.close();
  }
}
