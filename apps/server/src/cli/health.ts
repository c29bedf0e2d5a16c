import { parseEnvironment } from "@minato/kit";

import type { Command } from "./command.ts";

const TIMEOUT_MS = 5000;

/** `minato health`: asks the running server whether it can work. */
export const healthCommand: Command = {
  name: "health",
  summary: "Ask the running server whether it can work",
  help: `
Usage: npm run -s minato -- health

Prints the answer of GET /api/v1/health of the server on PORT. Exits 0 when it is ok, else 1.`,
  async run() {
    const { host, port, basePath } = parseEnvironment(process.env);
    const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
    const url = `http://${name.includes(":") ? `[${name}]` : name}:${port}${basePath}/api/v1/health`;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      process.stdout.write(`${await response.text()}\n`);
      return response.ok ? 0 : 1;
    } catch (error) {
      const { cause } = error as Error;
      const reason = cause instanceof Error ? cause.message : (error as Error).message;
      process.stderr.write(`minato: no answer from ${url}: ${reason}\n`);
      return 1;
    }
  },
};
