/** Why a request failed. */
export type OutboundErrorCode =
  /** The address or a redirect is no usable URL. */
  | "BAD_URL"
  /** The host is, or resolves to, an address that is no public one. */
  | "PRIVATE_ADDRESS"
  /** No name, no connection, or one that broke off. */
  | "UNREACHABLE"
  /** It took too long or said nothing for too long. */
  | "TIMEOUT"
  /** The body is longer than allowed. */
  | "TOO_LARGE"
  /** More redirects than allowed, or one that must not be followed. */
  | "REDIRECT"
  /** The answer is no HTTP that can be used. */
  | "MALFORMED";

/** A request that failed for a reason outside the program. */
export class OutboundError extends Error {
  readonly code: OutboundErrorCode;

  /** The message says what was expected, for whoever entered the address. */
  constructor(code: OutboundErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OutboundError";
    this.code = code;
  }
}
