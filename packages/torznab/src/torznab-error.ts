/** What goes wrong when another index is asked. */

/** Why an index did not answer as it should. */
export type TorznabFailure =
  /** Not reachable, the connection broke or took too long. */
  | "unreachable"
  /** The key is wrong, absent or may not do this. */
  | "credentials"
  /** Too many requests; `retryAfterMs` says when to come back, if the index did. */
  | "rate-limit"
  /** The index refused the request: it does not know the function or a parameter. */
  | "refused"
  /** The index is out of order. */
  | "server"
  /** What came is no Torznab, or more than is read. */
  | "malformed";

/** A failure of another index; the message is for the person who reads the log. */
export class TorznabError extends Error {
  readonly kind: TorznabFailure;
  /** Code of the index's own `<error>`, if it sent one. */
  readonly code: number | undefined;
  /** HTTP status, if there was an answer. */
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: TorznabFailure,
    message: string,
    facts: {
      code?: number | undefined;
      status?: number | undefined;
      retryAfterMs?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "TorznabError";
    this.kind = kind;
    this.code = facts.code;
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs;
  }
}
