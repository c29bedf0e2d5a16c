import { spawn } from "node:child_process";

const OUTPUT_LIMIT = 256 * 1024;

/** A failure that the person at the terminal reads as it is, without a stack. */
export class SetupError extends Error {
  name = "SetupError";
}

/**
 * Runs a program as one named step: a line when it begins and how long it took when it is done, its own
 * output only when it fails. `onStart` is given its pid. Everything goes to stderr, because stdout may
 * carry a command's data.
 */
export async function runStep(title, command, args, { onStart, ...options }) {
  const isTerminal = process.stderr.isTTY;
  process.stderr.write(isTerminal ? `${title} …` : `${title} …\n`);
  const started = performance.now();
  const { code, output } = await run(command, args, options, onStart);
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (code !== 0) {
    process.stderr.write(`${isTerminal ? "\n" : ""}${output.trimEnd()}\n`);
    throw new SetupError(`${title}: failed after ${seconds}`);
  }
  process.stderr.write(isTerminal ? ` ${seconds}\n` : `${title}: done in ${seconds}\n`);
}

function run(command, args, options, onStart) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const end = () => child.kill();
    process.once("exit", end);
    if (child.pid !== undefined) onStart(child.pid);
    let output = "";
    const collect = (text) => (output = (output + text).slice(-OUTPUT_LIMIT));
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", end);
      resolve({ code, output });
    });
  });
}
