import { AppError, type AppErrorOptions, type ErrorCode } from "./app-error.ts";

/** An error on its way to another thread: cloning alone would lose its code and its class. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Of Node and PostgreSQL. */
  readonly code: string | number | undefined;
  /** What makes it an expected failure. */
  readonly failure: PackedFailure | undefined;
  readonly cause: PackedError | undefined;
}

/** What an `AppError` has beside its message. */
export interface PackedFailure extends Pick<AppErrorOptions, "errors" | "retryAfterSeconds"> {
  code: ErrorCode;
}

const MAX_CAUSES = 5;

/** Makes of whatever was thrown something that can be sent. */
export function packError(thrown: unknown, depth = 0): PackedError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const hasCause = error.cause !== undefined && depth < MAX_CAUSES;
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    code: readCode(error),
    failure: error instanceof AppError ? packFailure(error) : undefined,
    cause: hasCause ? packError(error.cause, depth + 1) : undefined,
  };
}

/** The error that was sent, an `AppError` where it was one, else with the same name and code. */
export function unpackError(packed: PackedError): Error {
  const { message, failure } = packed;
  const options = packed.cause === undefined ? {} : { cause: unpackError(packed.cause) };
  const error =
    failure === undefined
      ? Object.assign(new Error(message, options), { name: packed.name })
      : new AppError(failure.code, message, { ...failure, ...options });
  if (packed.stack !== undefined) error.stack = packed.stack;
  if (failure === undefined && packed.code !== undefined) {
    Object.assign(error, { code: packed.code });
  }
  return error;
}

/** Others than these are not sure to survive being sent. */
function readCode(error: Error): PackedError["code"] {
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" || typeof code === "number" ? code : undefined;
}

function packFailure({ code, errors, retryAfterSeconds }: AppError): PackedFailure {
  return {
    code,
    ...(errors === undefined ? {} : { errors }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
