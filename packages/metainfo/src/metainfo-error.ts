import { BencodeError } from "@minato/bencode";

/** Says which field of a metainfo file or magnet is wrong, what was expected and what came. */
export class MetainfoError extends Error {
  override readonly name = "MetainfoError";
  /** Where the fault is: `metainfo`, `info`, `info.pieces`, `info.files[3].length`, `magnet` … */
  readonly field: string;

  constructor(field: string, message: string, options?: ErrorOptions) {
    super(`${field}: ${message}`, options);
    this.field = field;
  }
}

/** Runs a reader of bencode and turns its `BencodeError` into a `MetainfoError` for the field. */
export function readField<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof BencodeError)) throw cause;
    throw new MetainfoError(field, `not well-formed bencode: ${cause.message}`, { cause });
  }
}
