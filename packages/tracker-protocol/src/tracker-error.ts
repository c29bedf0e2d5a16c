/** Why a tracker gave no numbers. */
export type TrackerErrorCode =
  /** The announce URL has no form that can be scraped. */
  | "UNSUPPORTED"
  /** No answer in time. */
  | "TIMEOUT"
  /** The packet could not be sent, or nobody listens. */
  | "UNREACHABLE"
  /** The tracker answered with an error of its own, which is the message. */
  | "REFUSED"
  /** The tracker does not know the torrent. */
  | "UNKNOWN_TORRENT"
  /** The answer is none of the protocol. */
  | "MALFORMED";

/** A tracker that did not answer as asked. */
export class TrackerError extends Error {
  readonly code: TrackerErrorCode;

  /** The message says what was expected or what the tracker said. */
  constructor(code: TrackerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "TrackerError";
    this.code = code;
  }
}

const MAX_REASON_LENGTH = 200;

/** A tracker's own words as an error, cut to what a line can show. */
export function toRefusal(reason: Uint8Array): TrackerError {
  const text = Buffer.from(reason)
    .toString("utf8")
    .replaceAll(/\p{Cc}+/gu, " ");
  return new TrackerError("REFUSED", text.trim().slice(0, MAX_REASON_LENGTH) || "no reason given");
}
