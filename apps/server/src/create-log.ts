import type { Environment } from "@minato/kit";
import type { LogRing } from "@minato/system/logs/log-ring";
import pino, { type Logger } from "pino";

const MAX_CAUSES = 5;

/** An error as the log shows it: drivers hang whole connections on theirs. */
interface LoggedError {
  type: string;
  message: string;
  code?: unknown;
  stack?: string | undefined;
  cause?: LoggedError;
}

/** The program's log: one JSON object a line on stderr, and in memory when there is a ring for it. */
export function createLog(level: Environment["logLevel"], ring?: LogRing): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: serializeError, error: serializeError },
  };
  const destination = pino.destination({ dest: 2, sync: true });
  if (ring === undefined) return pino(options, destination);
  return pino(options, {
    write(line) {
      destination.write(line);
      ring.add(line);
    },
  });
}

function serializeError(error: unknown): unknown {
  return error instanceof Error ? describeError(error, 0) : error;
}

function describeError(error: Error, depth: number): LoggedError {
  return {
    type: error.name,
    message: error.message,
    ...("code" in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error && depth < MAX_CAUSES
      ? { cause: describeError(error.cause, depth + 1) }
      : {}),
  };
}
