import { classifyEverythingJob } from "@minato/classify/jobs";

import type { Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";

/** `minato reindex`: lets every name be read anew. */
export const reindexCommand: Command = {
  name: "reindex",
  summary: "Read every torrent's name and files anew",
  help: `
Usage: npm run -s minato -- reindex

Sends the job that reads every name and file list anew. The running server does the work in the
background (now, or as soon as it is started); corrections made by people stay.`,
  async run(args) {
    parseArguments(args, {});
    await withContext((ctx) => ctx.send(classifyEverythingJob, { afterId: 0 }));
    process.stderr.write("The names are being read anew in the background\n");
    return 0;
  },
};
