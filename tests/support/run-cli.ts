import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";

import { minimalEnvironment, ROOT } from "./start-server.ts";

/** Halves the start of a command; the server uses the same one. */
const COMPILE_CACHE = { NODE_COMPILE_CACHE: path.join(ROOT, "node_modules/.cache/compile") };

/** What a command left behind. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `minato <args>` to its end, with nothing inherited but the path and these variables. */
export async function runCli(
  args: readonly string[],
  env: Record<string, string>,
  input = "",
): Promise<CommandResult> {
  const child = spawn(process.execPath, ["apps/server/src/cli.ts", ...args], {
    cwd: ROOT,
    env: commandEnvironment(env),
    stdio: "pipe",
  });
  // A command that reads no input ends before it has taken all of it.
  child.stdin.on("error", () => child.stdin.destroy());
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    child.exitCode === null && once(child, "exit"),
  ]);
  return { code: child.exitCode, stdout, stderr };
}

/** Next's types demand a NODE_ENV, which the command line does not set. */
function commandEnvironment(env: Record<string, string>): NodeJS.ProcessEnv {
  const all: Record<string, string> = { ...minimalEnvironment(), ...COMPILE_CACHE, ...env };
  return all as NodeJS.ProcessEnv;
}
