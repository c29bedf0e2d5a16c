/** What a browser or a caller gave cannot be used. */
export class PushError extends Error {
  override readonly name = "PushError";
}
