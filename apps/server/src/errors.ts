import { DatabaseError } from "@minato/database";
import { AppError, toErrorBody, type ErrorBody, type FieldError } from "@minato/kit";
import { LimitError } from "@minato/limits/limit-request";
import { ORPCError } from "@orpc/client";
import type { Logger } from "pino";

const RETRY_AFTER_SECONDS = 5;

const MAX_NAMED_FIELDS = 5;
/** How a message begins that goes on from the name of its field. */
const PREDICATE = /^(must|is|are|has|have|cannot) /;

/** PostgreSQL's classes and codes for "not now": connection, resources, operator intervention. */
const UNAVAILABLE_STATE = /^(08|53|57P|58|25006)/;
const UNAVAILABLE_SYSTEM_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);
const UNAVAILABLE_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** Turns whatever a request threw into what it answers; bugs are logged here, once. */
export function toAppError(error: unknown, log: Logger): AppError | undefined {
  if (error instanceof AppError) return error;
  if (isBrokenRequest(error)) {
    return new AppError("BAD_REQUEST", "The request broke off", { cause: error });
  }
  if (isDatabaseUnavailable(error)) {
    log.warn({ err: error }, "database is unavailable");
    return new AppError("SERVICE_UNAVAILABLE", "The database is not available at the moment", {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      cause: error,
    });
  }
  return undefined;
}

/** Turns whatever a procedure threw into the error both oRPC handlers send. */
export function toProcedureError(error: unknown, log: Logger): unknown {
  if (error instanceof ORPCError && error.status < 500) return nameFields(error);
  const cause = error instanceof ORPCError ? (error.cause ?? error) : error;
  const expected = toAppError(cause, log);
  if (expected !== undefined) {
    return new ORPCError(expected.code, {
      status: expected.status,
      message: expected.message,
      data: { errors: expected.errors, retryAfterSeconds: expected.retryAfterSeconds },
    });
  }
  log.error({ err: cause }, "procedure failed");
  return error;
}

/** The body of the JSON API for an error of oRPC: fields of the input are named one by one. */
export function toProcedureErrorBody(error: ORPCError<string, unknown>): ErrorBody {
  const data = (error.data ?? {}) as { errors?: readonly FieldError[]; issues?: readonly Issue[] };
  const errors = data.errors ?? data.issues?.map(toFieldError);
  return {
    code: error.code,
    message: error.message,
    ...(errors === undefined ? {} : { errors }),
  };
}

/** Answers a request that failed outside oRPC. */
export function toErrorResponse(error: unknown, log: Logger): Response {
  const expected = toAppError(error, log);
  if (expected === undefined) {
    log.error({ err: error }, "request failed");
    return Response.json(
      { code: "INTERNAL_SERVER_ERROR", message: "Something went wrong; the log says what" },
      { status: 500 },
    );
  }
  const headers = new Headers();
  if (expected.retryAfterSeconds !== undefined) {
    headers.set("retry-after", `${expected.retryAfterSeconds}`);
  }
  if (expected instanceof LimitError) {
    for (const [name, value] of Object.entries(expected.headers)) headers.set(name, value);
  }
  return Response.json(toErrorBody(expected), { status: expected.status, headers });
}

interface Issue {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
}

/** A refused input says in its message which fields are wrong, and how. */
function nameFields(error: ORPCError<string, unknown>): ORPCError<string, unknown> {
  const { issues } = (error.data ?? {}) as { issues?: readonly Issue[] };
  if (issues === undefined || issues.length === 0) return error;
  const fields = issues.slice(0, MAX_NAMED_FIELDS).map(toFieldError);
  const sentences = fields.map(({ field, message }) =>
    PREDICATE.test(message) ? `${field} ${message}` : `${field}: ${message}`,
  );
  const more = issues.length - fields.length;
  if (more > 0) sentences.push(`and ${more} more`);
  const { code, status, data, cause } = error;
  return new ORPCError(code, { status, message: sentences.join("; "), data, cause });
}

function toFieldError({ message, path = [] }: Issue): FieldError {
  const keys = path.map((part) => String(typeof part === "object" ? part.key : part));
  return { field: keys.join(".") || "$", message };
}

/** What Node reports to whoever reads a body when the client goes away in the middle of it. */
function isBrokenRequest(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ECONNRESET" &&
    error.message === "aborted"
  );
}

function isDatabaseUnavailable(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  if (error instanceof DatabaseError && error.code === "UNREACHABLE") return true;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    UNAVAILABLE_STATE.test(code) ||
    UNAVAILABLE_SYSTEM_CODES.has(code) ||
    UNAVAILABLE_MESSAGE.test(error.message) ||
    isDatabaseUnavailable(error.cause, depth + 1)
  );
}
