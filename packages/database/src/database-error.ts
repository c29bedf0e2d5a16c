/** What went wrong, for code that must tell the cases apart; the message is for the person. */
export type DatabaseErrorCode =
  | "FOREIGN_VERSION"
  | "IN_USE"
  | "MIGRATION_FAILED"
  | "NO_BINARIES"
  | "NO_SPACE"
  | "NOT_A_DATABASE"
  | "NOT_A_DIRECTORY"
  | "START_FAILED"
  | "TRANSACTION_ABORTED"
  | "UNREACHABLE"
  | "UNSUPPORTED_SERVER"
  | "UNWRITABLE";

/** An expected failure of the database, with a one-line message that holds no password. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Turns a failed file operation on `path` into a {@link DatabaseError}; other errors pass unchanged. */
export function fileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  switch (error.code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOENT":
      return new DatabaseError("UNWRITABLE", `${path} cannot be written (${error.code})`, {
        cause: error,
      });
    case "ENOTDIR":
    case "EEXIST":
      return new DatabaseError("NOT_A_DIRECTORY", `${path} is not a directory`, { cause: error });
    case "ENOSPC":
    case "EDQUOT":
      return new DatabaseError("NO_SPACE", `no space left for ${path}`, { cause: error });
    default:
      return error;
  }
}
