import { createInterface } from "node:readline/promises";

import { UsageError } from "./command.ts";

/** One line from standard input, where neither the process list nor the shell's history sees it. */
export async function readLine(prompt: string): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(prompt);
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line;
  } finally {
    lines.close();
  }
  throw new UsageError(`expected one line on standard input (${prompt.replace(/: $/, "")})`);
}
