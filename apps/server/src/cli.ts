import { DatabaseError } from "@minato/database";
import { AppError, EnvironmentError } from "@minato/kit";

import { backupCommand } from "./cli/backup.ts";
import { UsageError, type Command } from "./cli/command.ts";
import { exportCommand } from "./cli/export.ts";
import { healthCommand } from "./cli/health.ts";
import { importCommand } from "./cli/import.ts";
import { keyCommand } from "./cli/key.ts";
import { reindexCommand } from "./cli/reindex.ts";
import { restoreCommand } from "./cli/restore.ts";
import { secretCommand } from "./cli/secret.ts";
import { userCommand } from "./cli/user.ts";

const COMMANDS: readonly Command[] = [
  importCommand,
  exportCommand,
  keyCommand,
  userCommand,
  reindexCommand,
  backupCommand,
  restoreCommand,
  secretCommand,
  healthCommand,
];

const [name, ...args] = process.argv.slice(2);
process.exitCode = await run(name, args);

async function run(commandName: string | undefined, rest: readonly string[]): Promise<number> {
  const command = COMMANDS.find((candidate) => candidate.name === commandName);
  if (command === undefined) return showCommands(commandName);
  if (rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(`${command.help.trim()}\n`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    for (const line of describe(error)) process.stderr.write(`minato: ${line}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function showCommands(commandName: string | undefined): number {
  const isHelp = commandName === "--help" || commandName === "-h" || commandName === "help";
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(10)}${command.summary}`);
  const text = `Usage: npm run -s minato -- <command>\n\n${lines.join("\n")}\n\nEach command explains itself with --help.\n`;
  if (isHelp) {
    process.stdout.write(text);
    return 0;
  }
  const problem = commandName === undefined ? "" : `minato: no command named ${commandName}\n\n`;
  process.stderr.write(problem + text);
  return 2;
}

function describe(error: unknown): readonly string[] {
  if (error instanceof EnvironmentError) return error.lines;
  if (error instanceof AppError) {
    const fields = error.errors?.map(({ field, message }) => `${field}: ${message}`) ?? [];
    return [error.message, ...fields];
  }
  if (error instanceof DatabaseError || error instanceof UsageError) return [error.message];
  if (error instanceof Error && "code" in error && "path" in error) return [error.message];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
