/** Codes of expected failures and the HTTP status each one answers with. */
export const ERROR_STATUS = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
} as const;

/** The code of an expected failure. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What is wrong with one field of an input. */
export interface FieldError {
  field: string;
  message: string;
}

/** Optional facts about an expected failure. */
export interface AppErrorOptions {
  errors?: readonly FieldError[];
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** An expected failure; each delivery maps its code to its own format. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** The HTTP status of this failure. */
  get status(): (typeof ERROR_STATUS)[ErrorCode] {
    return ERROR_STATUS[this.code];
  }
}

/** The body every JSON route answers with when it fails. */
export interface ErrorBody {
  code: string;
  message: string;
  errors?: readonly FieldError[];
}

/** Writes an expected failure as the body of a JSON answer. */
export function toErrorBody(error: AppError): ErrorBody {
  const body: ErrorBody = { code: error.code, message: error.message };
  if (error.errors !== undefined) body.errors = error.errors;
  return body;
}
