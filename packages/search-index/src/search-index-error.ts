/** Why the index refused or failed. */
export type SearchIndexErrorCode =
  /** Files on disk are damaged or incomplete: rebuild. */
  | "CORRUPT"
  /** The files were written for another schema: rebuild. */
  | "SCHEMA_CHANGED"
  /** An argument breaks the contract of the function. */
  | "INVALID"
  /** The search was cancelled or took too long. */
  | "ABORTED"
  /** The index or the pool was closed, or its thread ended. */
  | "CLOSED";

/** The one error class of this package. */
export class SearchIndexError extends Error {
  readonly code: SearchIndexErrorCode;

  constructor(code: SearchIndexErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SearchIndexError";
    this.code = code;
  }
}
