/** Says what was expected in bencoded input and at which byte it was missing. */
export class BencodeError extends Error {
  override readonly name = "BencodeError";
  /** Position in the input, in bytes from its start. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} at byte ${offset}`);
    this.offset = offset;
  }
}
