import { countTorrents, type ExportOptions } from "@minato/exchange/export-torrents";
import { writeNdjson, writeNdjsonFile } from "@minato/exchange/write-ndjson";
import { writeSnapshot } from "@minato/exchange/write-snapshot";
import type { Context } from "@minato/kit";

import { UsageError, type Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";
import { createProgressBar } from "./progress-bar.ts";

/** `minato export`: writes the torrents of the index as NDJSON or as a portable SQLite file. */
export const exportCommand: Command = {
  name: "export",
  summary: "Write the index as NDJSON or as a SQLite file",
  help: `
Usage: npm run -s minato -- export [--format ndjson|sqlite] [--out <file>] [options]

Writes every torrent with its files, sources, swarm numbers, categories, identifiers and
corrections. NDJSON goes to standard output without --out; SQLite needs --out. A file is either
whole or not there. Another instance takes it in with restore; import and the ingest API take
the lines of NDJSON as ordinary records.

Options:
  --format <name>   ndjson (default) or sqlite
  --out <file>      where to write
  --with-metainfo   also the info dictionaries of uploaded torrents
  --with-secrets    also announce URLs of private torrents, which carry passkeys, and who uploaded
                    and corrected; implies --with-metainfo. Never share such a file.`,
  async run(args) {
    const { values, positionals } = parseArguments(args, {
      format: { type: "string", default: "ndjson" },
      out: { type: "string" },
      "with-metainfo": { type: "boolean", default: false },
      "with-secrets": { type: "boolean", default: false },
    });
    const { format, out } = values;
    if (positionals.length > 0) throw new UsageError("expected options only; see export --help");
    if (format !== "ndjson" && format !== "sqlite") {
      throw new UsageError("--format takes ndjson or sqlite");
    }
    if (format === "sqlite" && out === undefined) {
      throw new UsageError("--format sqlite needs --out <file>");
    }
    const withSecrets = values["with-secrets"];
    const options = { withSecrets, withMetainfo: withSecrets || values["with-metainfo"] };
    await withContext((ctx) => exportTo(ctx, format, out, options));
    return 0;
  },
};

async function exportTo(
  ctx: Context,
  format: "ndjson" | "sqlite",
  out: string | undefined,
  options: ExportOptions,
): Promise<void> {
  const progress = createProgressBar(process.stderr);
  const total = await countTorrents(ctx);
  let records = 0;
  const onProgress = (done: number) => progress.update((records = done), total, done);
  try {
    if (out === undefined) await writeNdjson(ctx, process.stdout, options, onProgress);
    else if (format === "ndjson") await writeNdjsonFile(ctx, out, options, onProgress);
    else await writeSnapshot(ctx, out, options, onProgress);
    progress.finish(records);
  } catch (error) {
    progress.stop();
    // The reader had enough, as `head` has.
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}
