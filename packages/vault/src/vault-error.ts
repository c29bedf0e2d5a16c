/** A sealed text that cannot be opened; the message says why, never what is in it. */
export class VaultError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "VaultError";
  }
}
